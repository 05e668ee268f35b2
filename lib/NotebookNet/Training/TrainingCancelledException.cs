namespace NotebookNet;

/// <summary>A training was cancelled.</summary>
/// <param name="history">What happened until then.</param>
/// <param name="cancellation">What cancelled it.</param>
/// <example><code>try { trainer.Train(training); } catch (TrainingCancelledException cancelled) { history = cancelled.History; }</code></example>
public sealed class TrainingCancelledException(
    TrainingHistory history,
    CancellationToken cancellation
)
    : OperationCanceledException(
        Invariant(
            $"Training was cancelled after {history.Losses.Count} updates; History has them."
        ),
        cancellation
    )
{
    /// <summary>The losses and evaluations until then.</summary>
    public TrainingHistory History => history;
}
