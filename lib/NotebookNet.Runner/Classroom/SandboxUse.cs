namespace NotebookNet.Runner.Classroom;

/// <summary>What the processes of a sandbox took at a moment.</summary>
/// <param name="Processes">How many there were.</param>
/// <param name="Threads">How many threads they had.</param>
/// <param name="Memory">What they held for themselves, in bytes.</param>
internal readonly record struct SandboxUse(int Processes, int Threads, long Memory)
{
    /// <summary>The size of the scratch folder, where nothing else limits it.</summary>
    public long ScratchBytes { get; init; }

    /// <summary>How many files and folders are in it, where nothing else limits that.</summary>
    public int ScratchFiles { get; init; }
}
