using NotebookNet.Jupyter.Help;

namespace NotebookNet.Jupyter;

/// <summary>Has nothing to say about a cell.</summary>
internal sealed class NoHelp : ICellHelp
{
    public Task<Completions> CompleteAsync(
        string code,
        int cursor,
        CancellationToken cancellation
    ) => Task.FromResult(Completions.None(cursor));

    public Task<Inspection?> InspectAsync(
        string code,
        int cursor,
        int detailLevel,
        CancellationToken cancellation
    ) => Task.FromResult<Inspection?>(null);

    public Completeness IsComplete(string code) => new("unknown");

    public Task WarmUpAsync(CancellationToken cancellation) => Task.CompletedTask;
}
