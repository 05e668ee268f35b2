using System.Text.Json.Nodes;

namespace NotebookNet.Site;

/// <summary>What runs cells in a browser, as it was published: the site carries it in its folder `engine`.</summary>
/// <param name="folder">Where it was published.</param>
internal sealed class Engine(string folder)
{
    private const string Published = "docs/site/obj/engine";
    private const string OnSite = "docs/site/_site/engine";

    private readonly JsonObject? _times = Read(Path.Combine(folder, "times.json"));

    /// <summary>The bytes that a page loads at its first run.</summary>
    public long Bytes { get; } =
        Read(Path.Combine(folder, "files.json"))?["engineBytes"]?.GetValue<long>()
        ?? throw new SiteException($"{folder}/files.json: expected \"engineBytes\"");

    /// <summary>The engine, or null where it was not published.</summary>
    public static Engine? Find(Repository repository) =>
        repository.HasFile($"{Published}/files.json")
            ? new Engine(repository.PathOf(Published))
            : null;

    /// <summary>The seconds that each code cell of a chapter took in a browser, as JSON; null where nobody measured.</summary>
    public string? SecondsOf(string chapter) => _times?[chapter]?.ToJsonString();

    /// <summary>Copies its files to the site.</summary>
    public void CopyTo(Repository repository)
    {
        BuildFolder site = new(repository.PathOf(OnSite));
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            site.Copy(file, Path.GetRelativePath(folder, file));
        }
    }

    private static JsonObject? Read(string file) =>
        File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))?.AsObject() : null;
}
