using System.Text.Json.Nodes;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Tests.Support;

/// <summary>Runs cells in a worker that is shut in, in a scratch folder of an assignment's.</summary>
internal sealed class SandboxedCells : IAsyncDisposable
{
    private readonly ScratchFolder _scratch;
    private readonly NotebookSession _session;

    public SandboxedCells(
        string assignmentFolder,
        SandboxLimits? limits = null,
        params string[] hidden
    )
        : this(ScratchFolder.For(assignmentFolder, hidden), limits, null, hidden) { }

    public SandboxedCells(
        ScratchFolder scratch,
        SandboxLimits? limits,
        Isolation? isolation,
        params string[] hidden
    )
    {
        _scratch = scratch;
        Sandbox = Sandbox.Here(
            new SandboxFolders(scratch.Root) { Hidden = hidden, Readable = scratch.Readable },
            limits ?? new SandboxLimits(),
            isolation
        );
        _session = new NotebookSession(
            scratch.Cells,
            new RunSettings(TimeSpan.FromMinutes(10), HeapLimit.Here(512L << 20, jobs: 1)),
            Sandbox
        );
    }

    public Sandbox Sandbox { get; }

    /// <summary>Runs a cell.</summary>
    public Task<ExecutedCell> ExecuteAsync(
        string source,
        CancellationToken cancellation = default
    ) =>
        _session.ExecuteAsync(
            new NotebookCell(0, IsCode: true, source, null, new HashSet<string>(), [], null),
            cancellation.CanBeCanceled ? cancellation : TestContext.Current.CancellationToken
        );

    /// <summary>What a cell prints, or its error.</summary>
    public async Task<string> SaidAsync(string source)
    {
        ExecutedCell cell = await ExecuteAsync(source);
        return string.Concat(cell.Outputs.Select(Text)).Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        _scratch.Dispose();
    }

    private static string Text(JsonNode? output) =>
        (string?)output!["output_type"] == "error"
            ? $"{output["ename"]}: {output["evalue"]}\n"
            : NotebookDocument.JoinLines(output["text"] ?? output["data"]?["text/plain"]);
}
