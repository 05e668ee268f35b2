using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Events;
using NotebookNet.Session;

namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>Says why a cell failed in the kernel, with its language. Paths of a machine never appear: outputs are stored.</summary>
/// <param name="cell">The cell.</param>
/// <param name="language">What its language is called.</param>
internal sealed partial class KernelErrors(Cell cell, string language)
{
    /// <summary>How the line of an exception begins that another one was caused by.</summary>
    private const string InnerStart = " ---> ";

    private readonly List<string> _compilerErrors = [];
    private string _printed = "";

    /// <summary>Why the cell failed, or null.</summary>
    public CellError? Error { get; private set; }

    /// <summary>Keeps what the compiler finds wrong.</summary>
    /// <returns>What it warns of.</returns>
    public IReadOnlyList<string> Add(DiagnosticsProduced produced)
    {
        List<string> warnings = [];
        foreach (var diagnostic in produced.Diagnostics)
        {
            var start = diagnostic.LinePositionSpan.Start;
            string text = Invariant(
                $"{cell.Name}, line {start.Line + 1}, column {start.Character + 1}: {diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Code}: {diagnostic.Message}"
            );
            if (diagnostic.Severity == DiagnosticSeverity.Error)
            {
                _compilerErrors.Add(text);
            }
            else if (
                diagnostic.Severity == DiagnosticSeverity.Warning
                && diagnostic.Code is not ("CS1701" or "CS1702")
            )
            {
                warnings.Add(text);
            }
        }

        return warnings;
    }

    /// <summary>Keeps what the cell has printed last: PowerShell prints what went wrong, and says no more than that something did.</summary>
    public void Add(string printed) =>
        _printed = string.IsNullOrWhiteSpace(printed) ? _printed : printed;

    /// <summary>Keeps the failure of the cell, or of a part of it.</summary>
    public void Add(CommandFailed failed)
    {
        if (_compilerErrors.Count > 0)
        {
            Error = new CellError("CompilationError", _compilerErrors[0], Placed(_compilerErrors));
            return;
        }

        string text =
            failed.Message?.StartsWith("Command failed: ", StringComparison.Ordinal) == true
            && _printed.Length > 0
                ? Color().Replace(_printed, "")
                : failed.Message ?? "";
        (string kind, string message, string[] trace) = Parse(text);
        string[] lines = $"{kind}: {message}".Split('\n');
        Error = new CellError(kind, message, Placed([.. lines, .. trace]))
        {
            UnservedPackages =
            [
                .. UnservedPackage().Matches(message).Select(match => match.Groups["name"].Value),
            ],
        };
    }

    /// <summary>Keeps that a notebook cannot hold what the cell shows.</summary>
    public void Add(InvalidDataException exception) =>
        Error = new CellError(
            exception.GetType().FullName!,
            exception.Message,
            Placed([exception.Message])
        );

    /// <summary>Why a cell cannot run whose language is none of the kernel's.</summary>
    public CellError OfUnknownLanguage(IEnumerable<string> languages)
    {
        string message =
            $"the language of the cell is {language}; there are {string.Join(", ", languages.Distinct().Order(StringComparer.Ordinal))}.";
        return new CellError("LanguageError", message, [$"{cell.Name}: {message}"]);
    }

    /// <summary>
    /// The parts of an exception that was written as text: its type, its message, and where it came from, as far as that is the
    /// cell's. What a task or a reflected call wraps is what the cell threw.
    /// </summary>
    public static (string Kind, string Message, string[] Trace) Parse(string? text)
    {
        string whole = Folders()
            .Replace(Project().Replace((text ?? "").ReplaceLineEndings("\n").Trim(), ""), "");
        string[] lines = whole.Split('\n');
        int end = Array.FindIndex(lines, line => !IsMessage(line));
        string message = FileName().Replace(string.Join('\n', end < 0 ? lines : lines[..end]), "");
        string kind = "Error";
        if (Kind().Match(message) is { Success: true } match)
        {
            kind = match.Groups["kind"].Value;
            message = message[match.Length..];
        }

        int inner = Array.FindIndex(lines, IsInner);
        return
            inner >= 0
            && kind is "System.AggregateException" or "System.Reflection.TargetInvocationException"
            && !whole.Contains("(Inner Exception #", StringComparison.Ordinal)
            ? Parse(string.Join('\n', lines[inner..])[InnerStart.Length..])
            : (
                kind,
                message,
                [
                    .. lines
                        .Where(line =>
                            IsInner(line) || (IsFrame(line) && !Machinery().IsMatch(line))
                        )
                        .Select(line =>
                            IsInner(line)
                                ? $"caused by {line[InnerStart.Length..]}"
                                : Submission().Replace(File().Replace(line, ""), "")
                        ),
                ]
            );
    }

    /// <summary>The lines, the first with the cell and its language.</summary>
    private string[] Placed(List<string> lines)
    {
        string name = $"{cell.Name} ({language})";
        return
        [
            lines[0].StartsWith(cell.Name, StringComparison.Ordinal)
                ? name + lines[0][cell.Name.Length..]
                : $"{name}: {lines[0]}",
            .. lines.Skip(1),
        ];
    }

    private static bool IsMessage(string line) =>
        !IsFrame(line)
        && !IsInner(line)
        && !line.AsSpan().TrimStart().StartsWith("--- End of ", StringComparison.Ordinal);

    private static bool IsFrame(string line) => line.StartsWith("   at ", StringComparison.Ordinal);

    private static bool IsInner(string line) =>
        line.StartsWith(InnerStart, StringComparison.Ordinal);

    /// <summary>A type, by its name an exception or declared in a cell, and the number that some types write behind it.</summary>
    [GeneratedRegex(
        @"^(?<kind>Submission#\d+[+.][\w.+`]+|[A-Za-z_][\w.+`]*(Exception|Error))( \((0x)?[0-9A-Fa-f]+\))?(: ?|\z)"
    )]
    private static partial Regex Kind();

    /// <summary>What is not the cell's: the kernel's own, and how it calls a cell.</summary>
    [GeneratedRegex(
        @"^   at (Microsoft\.CodeAnalysis|Microsoft\.DotNet\.Interactive|System\.Reflection|System\.RuntimeMethodHandle|FSI_|<StartupCode)|<<Initialize>>"
    )]
    private static partial Regex Machinery();

    [GeneratedRegex(@"\bSubmission#\d+\.")]
    private static partial Regex Submission();

    [GeneratedRegex(@"\x1b\[[\d;]*m")]
    private static partial Regex Color();

    /// <summary>The file in which packages were asked for.</summary>
    [GeneratedRegex(@"^\S*\.fsproj : (error )?", RegexOptions.Multiline)]
    private static partial Regex Project();

    [GeneratedRegex(
        @"NU110[12]: Unable to find package (?<name>[\w.-]+?)(\.? No packages| with version)"
    )]
    private static partial Regex UnservedPackage();

    /// <summary>The source of packages that comes with the SDK, wherever that is.</summary>
    [GeneratedRegex(@"(?<!\S)\S*[/\\]FSharp[/\\]library-packs,? ?")]
    private static partial Regex Folders();

    /// <summary>What the text of an exception about a file has behind its message.</summary>
    [GeneratedRegex(@"\nFile name: '[^\n]*'\z")]
    private static partial Regex FileName();

    [GeneratedRegex(@" in .*:line \d+$")]
    private static partial Regex File();
}
