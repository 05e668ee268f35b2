using System.Text.Json;

namespace NotebookNet.Site.Engine;

/// <summary>What runs the cells of a page, and what they read: `_site/engine`, and the data sets where the repository has them.</summary>
internal static class EngineFiles
{
    private const string Project = "lib/NotebookNet.Browser";
    private const string Library = "lib/NotebookNet.Interactive/bin";
    private const string Built = "docs/site/obj/engine";
    private const string Scripts = $"{Built}/wwwroot/_framework";

    /// <summary>Compiles the engine and writes it into the site.</summary>
    /// <exception cref="SiteException">It does not compile.</exception>
    public static void Write(Repository repository)
    {
        DotnetCommand.Run(
            repository.Root,
            "the engine",
            "publish",
            Project,
            "--output",
            Built,
            "--verbosity",
            "quiet",
            "--nologo"
        );
        string site = repository.PathOf("docs/site/_site");
        string engine = Path.Combine(site, "engine");
        Copy(Scripts, "*.js", "_framework");
        Copy(Project, "*.js", "");
        Copy(Project, "*.json", "");
        Copy($"{Project}/zstd", "*.wasm", "zstd");
        Copy($"{Project}/Kernels", "*.wasm", "Kernels");
        EnginePack[] packs =
        [
            EnginePack.Write(Path.Combine(engine, "framework.tar.zst"), Runtime(repository)),
            EnginePack.Write(
                Path.Combine(engine, "library.tar.zst"),
                repository
                    .Files(Library, "*.dll")
                    .Select(file => ($"course/{file}", repository.PathOf(file)))
            ),
        ];
        File.WriteAllText(
            Path.Combine(engine, "files.json"),
            JsonSerializer.Serialize(new { packs, data = DataFiles.Copy(repository, site) })
        );

        void Copy(string from, string pattern, string to)
        {
            string folder = Path.Combine(engine, to);
            Directory.CreateDirectory(folder);
            foreach (string file in repository.Files(from, pattern))
            {
                File.Copy(repository.PathOf(file), Path.Combine(folder, Path.GetFileName(file)));
            }
        }
    }

    /// <summary>What the runtime starts with: the framework, and beside it the session with the compiler.</summary>
    private static IEnumerable<(string Name, string File)> Runtime(Repository repository)
    {
        string settings = File.ReadAllText(repository.PathOf($"{Scripts}/dotnet.js"));
        HashSet<string> framework =
        [
            .. File.ReadLines(repository.PathOf($"{Built}/framework.txt")),
        ];
        return repository
            .Files(Scripts, "*")
            .Select(file => (Name: Path.GetFileName(file), File: repository.PathOf(file)))
            .Where(file =>
                Path.GetExtension(file.Name) is ".dll" or ".wasm"
                && settings.Contains($"\"{file.Name}\"", StringComparison.Ordinal)
            )
            .Select(file =>
                (
                    $"{(framework.Contains(file.Name) ? "framework" : "session")}/{file.Name}",
                    file.File
                )
            );
    }
}
