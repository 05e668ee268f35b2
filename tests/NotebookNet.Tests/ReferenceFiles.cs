namespace NotebookNet.Tests;

/// <summary>The files under <c>reference/</c>: numbers of other implementations and the scripts that made them.</summary>
internal static class ReferenceFiles
{
    public static string PathOf(string name) =>
        Path.Combine(AppContext.BaseDirectory, "reference", name);
}
