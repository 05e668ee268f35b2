using System.Runtime.CompilerServices;
using YamlDotNet.RepresentationModel;

namespace NotebookNet.Runner.Tests.Packaging;

/// <summary>Files of the repository that others read: its action, its hooks, what is packed.</summary>
internal static class RepositoryFiles
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>What a YAML file holds.</summary>
    public static YamlNode Yaml(string name)
    {
        YamlStream stream = [];
        using StreamReader reader = new(Path.Combine(Root, name));
        stream.Load(reader);
        return Assert.Single(stream.Documents).RootNode;
    }

    private static string Find([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath("../../..", Path.GetDirectoryName(thisFile)!);
}
