namespace NotebookNet.Runner.Classroom;

/// <summary>How much a student's process and all that it starts may take together; what takes more is ended.</summary>
internal sealed record SandboxLimits
{
    /// <summary>Memory, in bytes: what its processes hold for themselves, and the files of its scratch folder.</summary>
    public long Memory { get; init; } = 4L << 30;

    /// <summary>How many processes there may be.</summary>
    public int Processes { get; init; } = 64;

    /// <summary>How many threads there may be in all processes.</summary>
    public int Threads { get; init; } = 1000;

    /// <summary>The size of the scratch folder, in bytes.</summary>
    public long ScratchBytes { get; init; } = 1L << 30;

    /// <summary>How many files and folders the scratch folder may hold.</summary>
    public int ScratchFiles { get; init; } = 100_000;
}
