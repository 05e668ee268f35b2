namespace NotebookNet.Runner.Commands;

/// <summary>What holds for every notebook of a run.</summary>
/// <param name="Timeout">How long one cell may take.</param>
/// <param name="Jobs">How many notebooks run at the same time.</param>
/// <param name="AllowErrors">Every cell may fail, as if it had the tag `raises-exception`.</param>
/// <param name="InKernel">The cells run in the .NET Interactive kernel, not in a session of this program's own.</param>
internal sealed record RunSettings(
    TimeSpan Timeout,
    int Jobs,
    bool AllowErrors = false,
    bool InKernel = false
)
{
    /// <summary>The share of the machine's memory that the managed heaps of all notebooks may take together, in percent.</summary>
    public const int MemoryPercent = 50;

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(600);

    /// <summary>The share of one notebook, in percent.</summary>
    public int MemoryPercentOfOne => Math.Max(1, MemoryPercent / Jobs);
}
