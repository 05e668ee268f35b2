namespace NotebookNet;

/// <summary>How a trial of a search ended.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Score">Its score, larger is better; <see langword="null"/> where it failed.</param>
/// <param name="Failure">Why it failed, such as a training that diverged; <see langword="null"/> where it did not.</param>
/// <example><code>new SearchSpace { ["x"] = SearchRange.Uniform(0, 1) }.RandomSearch(10, trial => trial["x"], onTrial: result => Console.WriteLine(result))</code></example>
public sealed record SearchResult(SearchTrial Trial, double? Score, string? Failure)
{
    /// <summary>Such as "trial 3 (learning rate 0.01): 0.97".</summary>
    public override string ToString() =>
        Invariant($"trial {Trial.Index} ({Trial}): ") + (Failure ?? Invariant($"{Score}"));
}
