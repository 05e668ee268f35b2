namespace NotebookNet.Runner.Classroom;

/// <summary>The folders of a sandbox. Everything else can be read, and nothing else be written.</summary>
/// <param name="Scratch">What the cells may write to; it holds their working directory.</param>
internal sealed record SandboxFolders(string Scratch)
{
    /// <summary>Folders and files that are not there inside, under no name.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Folders and files that are there inside, although they lie in a hidden folder or in one for temporary files.</summary>
    public IReadOnlyList<string> Readable { get; init; } = [];
}
