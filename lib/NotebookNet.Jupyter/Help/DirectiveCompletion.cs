using System.Text.RegularExpressions;
using NotebookNet.Session;

namespace NotebookNet.Jupyter.Help;

/// <summary>What can stand in the lines that are not C#: magic commands, packages, files.</summary>
internal static partial class DirectiveCompletion
{
    private const string Quoted = "nuget: ";

    /// <summary>A longer line is none that somebody types.</summary>
    private const int Longest = 1000;

    private static readonly string[] s_words =
    [
        "#r",
        "#i",
        "#load",
        "#nullable",
        "#pragma",
        "#region",
        "#endregion",
        "#if",
        "#elif",
        "#else",
        "#endif",
        "#define",
        "#undef",
        "#line",
        "#warning",
        "#error",
    ];

    /// <summary>What fits at a cursor in such a line; null where the line is none.</summary>
    public static Completions? Complete(
        CellText text,
        int cursor,
        CSharpSession session,
        PackageFolder packages
    )
    {
        if (text.Line.Length > Longest)
        {
            return null;
        }

        if (Word().Match(text.Line) is { Success: true } word)
        {
            string typed = word.Groups["typed"].Value;
            IEnumerable<CompletionMatch> magics = CellParser
                .Magics.Concat(session.PackageKernels?.Added ?? [])
                .Distinct()
                .Select(name => new CompletionMatch(name, "magic"));
            IEnumerable<CompletionMatch> words =
                text.Language == CellParser.CSharp
                    ? s_words.Select(name => new CompletionMatch(name, "keyword"))
                    : [];
            return Fitting(magics.Concat(words), typed, cursor);
        }

        if (Import().Match(text.Line) is { Success: true } import)
        {
            return Files(import, cursor, session, ".ipynb", ".dib", ".cs", ".csx");
        }

        if (text.Language != CellParser.CSharp)
        {
            return null;
        }

        if (Package().Match(text.Line) is { Success: true } package)
        {
            string typed = package.Groups["typed"].Value;
            return package.Groups["version"] is { Success: true, Value: string version }
                ? Fitting(
                    packages.Versions(typed).Select(found => new CompletionMatch(found, "version")),
                    version,
                    cursor
                )
                : Fitting(
                    packages.Names(typed).Select(name => new CompletionMatch(name, "package")),
                    typed,
                    cursor
                );
        }

        if (Source().Match(text.Line) is { Success: true } source)
        {
            return Files(source, cursor, session);
        }

        if (Load().Match(text.Line) is { Success: true } load)
        {
            return Files(load, cursor, session, ".cs", ".csx");
        }

        if (Reference().Match(text.Line) is { Success: true } reference)
        {
            Completions files = Files(reference, cursor, session, ".dll");
            string typed = reference.Groups["path"].Value;
            return Quoted.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
                ? new Completions(
                    cursor - typed.Length,
                    cursor,
                    [new CompletionMatch(Quoted, "keyword"), .. files.Matches]
                )
                : files;
        }

        return null;
    }

    private static Completions Fitting(
        IEnumerable<CompletionMatch> matches,
        string typed,
        int cursor
    ) =>
        new(
            cursor - typed.Length,
            cursor,
            [
                .. matches.Where(match =>
                    match.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
                ),
            ]
        );

    /// <summary>The files and folders that a path could go on with, from the notebook's folder.</summary>
    private static Completions Files(
        Match line,
        int cursor,
        CSharpSession session,
        params string[] extensions
    )
    {
        string path = line.Groups["path"].Value;
        int last = path.LastIndexOfAny(['/', '\\']) + 1;
        string typed = path[last..];
        IEnumerable<CompletionMatch> found = FilesIn(path[..last], session.Directory, extensions)
            .Where(entry =>
                typed.StartsWith('.') || !entry.Text.StartsWith('.') || entry.Text == "../"
            );
        return Fitting(found, typed, cursor);
    }

    private static IReadOnlyList<CompletionMatch> FilesIn(
        string folder,
        string directory,
        string[] extensions
    )
    {
        const int Most = 500;
        try
        {
            DirectoryInfo place = new(Path.GetFullPath(folder.Replace('\\', '/'), directory));
            IEnumerable<CompletionMatch> folders = place
                .EnumerateDirectories()
                .Select(entry => new CompletionMatch($"{entry.Name}/", "folder"));
            IEnumerable<CompletionMatch> files = place
                .EnumerateFiles()
                .Where(entry => extensions.Contains(entry.Extension.ToLowerInvariant()))
                .Select(entry => new CompletionMatch(entry.Name, "file"));
            return
            [
                .. files
                    .Concat(folders)
                    .Append(new CompletionMatch("../", "folder"))
                    .Take(Most)
                    .OrderBy(entry => entry.Type, StringComparer.Ordinal)
                    .ThenBy(entry => entry.Text, StringComparer.OrdinalIgnoreCase),
            ];
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"^\s*(?<typed>#!?[\w#-]*)$")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*#!import\s+""?(?<path>[^""]*)$")]
    private static partial Regex Import();

    [GeneratedRegex(@"^\s*#r\s+""nuget:\s*(?<typed>[^"",]*)(?:,\s*(?<version>[^""]*))?$")]
    private static partial Regex Package();

    [GeneratedRegex(@"^\s*#i\s+""nuget:\s*(?<path>/[^""]*)$")]
    private static partial Regex Source();

    [GeneratedRegex(@"^\s*#load\s+""(?<path>[^""]*)$")]
    private static partial Regex Load();

    [GeneratedRegex(@"^\s*#r\s+""(?<path>[^""]*)$")]
    private static partial Regex Reference();
}
