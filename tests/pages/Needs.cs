namespace NotebookNet.Pages.Tests;

/// <summary>What a test needs. Where it is missing the test is skipped, in continuous integration it fails.</summary>
internal static class Needs
{
    public static void Site() =>
        Require(
            File.Exists(Path.Combine(Tests.Site.Folder, Tests.Site.Front)),
            "the site: dotnet run --project docs/site"
        );

    public static void Program(string path) => Require(File.Exists(path), path);

    private static void Require(bool isThere, string what)
    {
        if (!isThere)
        {
            string message = $"This needs {what}, which is not on this machine.";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", message);
            Assert.Skip(message);
        }
    }
}
