namespace NotebookNet.Session;

/// <summary>The cell is stopped because somebody has asked for that.</summary>
internal sealed class CellStoppedException()
    : OperationCanceledException(
        "the cell was interrupted; its variables are as it has left them."
    );
