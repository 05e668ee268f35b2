using System.Text.Json.Nodes;

namespace NotebookNet.Site;

/// <summary>What a page says before anything of the engine is loaded: how large it is, and how long cells take in a browser.</summary>
internal static class RunFacts
{
    /// <summary>Writes it where the pages' script looks, from what the site's engine consists of; a site without one says nothing.</summary>
    /// <param name="site">The folder of the site.</param>
    public static void Write(string site)
    {
        if (Read(site, "files.json")?["packs"] is not JsonArray packs)
        {
            return;
        }

        long bytes = packs.Sum(pack => pack!["bytes"]!.GetValue<long>());
        string seconds = Read(site, "times.json")?.ToJsonString() ?? "{}";
        File.WriteAllText(
            Path.Combine(site, "public", "run", "facts.js"),
            Invariant($"export const bytes = {bytes};\nexport const seconds = {seconds};\n")
        );
    }

    private static JsonNode? Read(string site, string name)
    {
        string file = Path.Combine(site, "engine", name);
        return File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) : null;
    }
}
