using NotebookNet.Runner.Commands;

namespace NotebookNet.Runner.GitHub;

/// <summary>In a job of GitHub Actions: what failed as annotations of the notebooks, and all results in the job's summary.</summary>
internal static class GitHubActions
{
    /// <summary>Whether this process runs in such a job.</summary>
    public static bool IsHere =>
        string.Equals(
            Environment.GetEnvironmentVariable("GITHUB_ACTIONS"),
            "true",
            StringComparison.OrdinalIgnoreCase
        );

    /// <summary>Prints the annotations and appends the table.</summary>
    /// <exception cref="IOException">The summary cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The summary may not be written.</exception>
    public static void Show(IReadOnlyList<NotebookResult> results)
    {
        string workspace = Variable("GITHUB_WORKSPACE") ?? Environment.CurrentDirectory;
        foreach (string line in results.SelectMany(result => Annotations.Of(result, workspace)))
        {
            Console.WriteLine(line);
        }

        if (Variable("GITHUB_STEP_SUMMARY") is string summary)
        {
            File.AppendAllText(summary, JobSummary.Of(results));
        }
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
