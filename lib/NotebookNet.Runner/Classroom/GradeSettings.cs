using NotebookNet.Runner.Commands;

namespace NotebookNet.Runner.Classroom;

/// <summary>What holds for every submission that is graded.</summary>
/// <param name="Timeout">How long the answer to one exercise may take: its cell, and again what its check asks for.</param>
/// <param name="Heap">How much memory the managed heap of one process may take, and how many submissions run at the same time.</param>
/// <param name="Hidden">Folders and files that a student's process must not see: what others have handed in, the solutions, the grades.</param>
internal sealed record GradeSettings(TimeSpan Timeout, HeapLimit Heap, IReadOnlyList<string> Hidden)
{
    /// <summary>How long the answer to one exercise may take where the command line does not say.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    /// <summary>What a student's process and all that it starts may take.</summary>
    public SandboxLimits Limits { get; init; } = new();

    /// <summary>The managed heap of a student's process: what is left of its memory is the runtime's, and what the cells take past it.</summary>
    public HeapLimit StudentHeap =>
        Heap with
        {
            Bytes = Math.Min(Heap.Bytes ?? long.MaxValue, Limits.Memory / 4 * 3),
        };
}
