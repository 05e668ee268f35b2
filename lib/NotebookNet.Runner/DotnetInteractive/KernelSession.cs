using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using NotebookNet.Session;

namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>A session in the .NET Interactive kernel: cells of all its languages, values shared between them.</summary>
internal sealed partial class KernelSession : ICellEngine, IDisposable
{
    private readonly KernelConnection _connection;

    /// <summary>The languages by each of their names: what the kernel calls them, and what they are called.</summary>
    private readonly Dictionary<string, (string Kernel, string Called)> _languages = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["javascript"] = ("javascript", "JavaScript"),
        ["js"] = ("javascript", "JavaScript"),
    };

    /// <summary>What the kernel lacks where no editor is, with what a cell that needs it holds; put in when the first one comes.</summary>
    private readonly List<(Regex Need, string Code)> _standIns =
    [
        (JavaScript(), JavaScriptStandIn.Code),
        (Input(), InputStandIn.Code),
    ];

    private KernelSession(KernelConnection connection)
    {
        _connection = connection;
        foreach (var language in connection.Languages.Where(one => !one.IsComposite))
        {
            foreach (string name in language.Aliases.Append(language.LocalName))
            {
                _languages[name] = (
                    language.LocalName,
                    language.LanguageName ?? language.LocalName
                );
            }
        }
    }

    public long PeakMemory => _connection.PeakMemory;

    /// <summary>Starts the kernel for the notebook in <paramref name="directory"/>.</summary>
    /// <exception cref="KernelException">It cannot be had.</exception>
    public static async Task<KernelSession> OpenAsync(string directory) =>
        new(
            await KernelConnection.OpenAsync(
                await KernelTool.FindAsync(directory, Directory.GetCurrentDirectory()),
                directory
            )
        );

    /// <inheritdoc/>
    /// <exception cref="KernelEndedException">The kernel has ended.</exception>
    public async Task<bool> ExecuteAsync(Cell cell, ICellOutput output)
    {
        string[] needed =
        [
            .. _standIns
                .Where(standIn => standIn.Need.IsMatch($"#!{cell.Language}\n{cell.Source}"))
                .Select(standIn => standIn.Code),
        ];
        foreach (string code in needed)
        {
            _standIns.RemoveAll(standIn => standIn.Code == code);
            await SubmitAsync(new SubmitCode(code, CellParser.CSharp), "stand-in", output: null);
        }

        string name = cell.Language ?? CellParser.CSharp;
        string language = _languages.TryGetValue(name, out var known) ? known.Kernel : name;
        SubmitCode command =
            language == "markdown" // There a magic command, not a language of its own.
                ? new SubmitCode($"#!markdown\n{cell.Source}")
                : new SubmitCode(cell.Source, language);
        using CellExecution execution = new(output);
        KernelErrors errors = new(cell, LanguageOf(cell, name));
        bool passed = await SubmitAsync(
            command,
            Invariant($"cell-{cell.Number}"),
            new KernelOutput(execution, errors)
        );
        if (errors.Error is CellError error)
        {
            execution.Error(
                error.Name == typeof(NoSuitableKernelException).FullName
                && !_languages.ContainsKey(name)
                    ? errors.OfUnknownLanguage(_languages.Values.Select(one => one.Kernel))
                    : error
            );
        }

        return passed && errors.Error is null;
    }

    public void Dispose() => _connection.Dispose();

    private async Task<bool> SubmitAsync(SubmitCode command, string token, KernelOutput? output)
    {
        command.SetToken(token);
        await _connection.SendAsync(command);
        while (true)
        {
            KernelEvent next = await _connection.NextAsync();
            output?.Add(next);
            if (
                next is CommandSucceeded or CommandFailed
                && next.Command.GetOrCreateToken() == token
            )
            {
                return next is CommandSucceeded;
            }
        }
    }

    /// <summary>What the language of a cell is called: that of its metadata, or of the magic command it begins with.</summary>
    private string LanguageOf(Cell cell, string name) =>
        FirstMagic().Match(cell.Source) is { Success: true } magic
        && _languages.TryGetValue(magic.Groups["name"].Value, out var switched)
            ? switched.Called
        : _languages.TryGetValue(name, out var language) ? language.Called
        : name;

    [GeneratedRegex(@"^\s*#!(?<name>\S+)")]
    private static partial Regex FirstMagic();

    [GeneratedRegex(
        @"^\s*#!(javascript|js)\b|@(javascript|js):",
        RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex JavaScript();

    [GeneratedRegex(
        @"\bRead(Line|Block|ToEnd)?(Async)?\s*\(|\bConsole\s*\.\s*In\b|\bstdin\b|\bGet(Input|Password)Async\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Input();
}
