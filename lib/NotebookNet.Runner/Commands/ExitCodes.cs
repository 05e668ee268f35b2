namespace NotebookNet.Runner.Commands;

/// <summary>What the command's exit codes mean.</summary>
internal static class ExitCodes
{
    public const int Passed = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>A signal ended the run; the process ends with <see cref="Signalled"/> and the signal's number.</summary>
    public const int Interrupted = -1;

    public const int Signalled = 128;
}
