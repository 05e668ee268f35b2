namespace NotebookNet.Editors.Tests;

/// <summary>Programs that a test needs. Where one is missing the test is skipped, in continuous integration it fails.</summary>
internal static class Needs
{
    public static void Program(string path) => Require(File.Exists(path), path);

    public static void Variable(string name) =>
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable(name) is { Length: > 0 },
            $"{name} is not set; tests/editors/README.md says what it names."
        );

    private static void Require(bool isThere, string what)
    {
        if (!isThere)
        {
            Assert.False(
                Environment.GetEnvironmentVariable("CI") == "true",
                $"This needs {what}, which is not on this machine."
            );
            Assert.Skip($"This needs {what}, which is not on this machine.");
        }
    }
}
