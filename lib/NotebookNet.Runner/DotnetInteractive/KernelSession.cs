using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookNet.Runner.Execution;

namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>A session in the .NET Interactive kernel: cells of all its languages, values shared between them.</summary>
internal sealed partial class KernelSession : ICellEngine, IDisposable
{
    private readonly KernelConnection _connection;
    private readonly Dictionary<string, string> _languages = new(StringComparer.OrdinalIgnoreCase);
    private bool _hasJavaScript;

    private KernelSession(KernelConnection connection)
    {
        _connection = connection;
        foreach (var language in connection.Languages)
        {
            foreach (string name in language.Aliases.Append(language.LocalName))
            {
                _languages[name] = language.LanguageName ?? language.LocalName;
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
        if (!_hasJavaScript && MeansJavaScript(cell))
        {
            _hasJavaScript = true;
            await SubmitAsync(
                new SubmitCode(JavaScriptStandIn.Code, "csharp"),
                "javascript",
                output: null
            );
            _languages["javascript"] = _languages["js"] = "JavaScript";
        }

        string language = cell.Language ?? CellParser.CSharp;
        SubmitCode command =
            language == "markdown" // There a magic command, not a language of its own.
                ? new SubmitCode($"#!markdown\n{cell.Source}")
                : new SubmitCode(cell.Source, language);
        using CellExecution execution = new(output);
        KernelErrors errors = new(cell, LanguageOf(cell, language));
        bool passed = await SubmitAsync(
            command,
            Invariant($"cell-{cell.Number}"),
            new KernelOutput(execution, errors)
        );
        if (errors.Error is CellError error)
        {
            execution.Error(error);
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
    private string LanguageOf(Cell cell, string language)
    {
        string name =
            FirstMagic().Match(cell.Source) is { Success: true } magic
            && _languages.ContainsKey(magic.Groups["name"].Value)
                ? magic.Groups["name"].Value
                : language;
        return _languages.GetValueOrDefault(name, name);
    }

    private static bool MeansJavaScript(Cell cell) =>
        cell.Language?.ToLowerInvariant() is "javascript" or "js"
        || JavaScript().IsMatch(cell.Source);

    [GeneratedRegex(@"^\s*#!(?<name>\S+)")]
    private static partial Regex FirstMagic();

    [GeneratedRegex(
        @"^\s*#!(javascript|js)\b|@(javascript|js):",
        RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex JavaScript();
}
