namespace NotebookNet;

/// <summary>Where a sequence of mini-batches stands.</summary>
/// <param name="Order">The samples in the order of the epoch under way.</param>
/// <param name="Position">How many of them have come.</param>
/// <param name="Words">The states of its generators: that of the order, and that of the augmentation where there is one.</param>
internal sealed record BatchState(int[] Order, int Position, ulong[][] Words);
