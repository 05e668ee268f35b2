namespace NotebookNet.Runner.Commands;

/// <summary>What holds for every notebook of a run.</summary>
/// <param name="Timeout">How long one cell may take.</param>
/// <param name="Heap">How much memory a notebook may take, and how many run at the same time.</param>
/// <param name="AllowErrors">Every cell may fail, as if it had the tag `raises-exception`.</param>
/// <param name="InKernel">The cells run in the .NET Interactive kernel, not in a session of this program's own.</param>
internal sealed record RunSettings(
    TimeSpan Timeout,
    HeapLimit Heap,
    bool AllowErrors = false,
    bool InKernel = false
)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(600);
}
