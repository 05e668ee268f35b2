using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests;

/// <summary>Assertions on what a rule finds.</summary>
internal static class Expect
{
    /// <summary>Fails with every violation on lines of its own.</summary>
    public static void None(IEnumerable<Violation> violations)
    {
        Violation[] found = [.. violations];
        if (found.Length > 0)
        {
            Assert.Fail(string.Join('\n', found.AsEnumerable()));
        }
    }
}
