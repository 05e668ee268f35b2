namespace NotebookNet;

/// <summary>A search was cancelled.</summary>
/// <param name="results">The trials that had finished.</param>
/// <param name="cancellation">What cancelled it.</param>
/// <param name="cause">The exception of the trial that was cancelled, if one was.</param>
/// <example><code>
/// var space = new SearchSpace { ["units"] = SearchRange.Integer(10, 100) };
/// var aMinute = new System.Threading.CancellationTokenSource(60_000).Token;
/// try { space.RandomSearch(100, trial => Accuracy(0.1, trial.Integer("units"), trial.Seed), cancellation: aMinute); }
/// catch (SearchCancelledException cancelled) { Console.WriteLine(cancelled.Results); }
/// </code></example>
public sealed class SearchCancelledException(
    SearchResults results,
    CancellationToken cancellation,
    Exception? cause = null
)
    : OperationCanceledException(
        $"The search was cancelled; Results has the {results.Trials.Count} trials that had finished.",
        cause,
        cancellation
    )
{
    /// <summary>The trials that had finished.</summary>
    public SearchResults Results => results;
}
