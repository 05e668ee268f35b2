using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Events;
using NotebookNet.Runner.Execution;

namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>Says why a cell failed in the kernel, with its language. Paths of a machine never appear: outputs are stored.</summary>
/// <param name="cell">The cell.</param>
/// <param name="language">What its language is called.</param>
internal sealed partial class KernelErrors(Cell cell, string language)
{
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
        (string kind, string message, string[] frames) = Parse(text);
        string[] lines = $"{kind}: {message}".Split('\n');
        Error = new CellError(kind, message, Placed([.. lines, .. frames]))
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

    /// <summary>The parts of an exception that was written as text: its type, its message, the frames of the cell's own code.</summary>
    public static (string Kind, string Message, string[] Frames) Parse(string? text)
    {
        string[] lines = Project()
            .Replace((text ?? "").ReplaceLineEndings("\n").Trim(), "")
            .Split('\n');
        int end = Array.FindIndex(
            lines,
            line => IsFrame(line) || line.StartsWith("---", StringComparison.Ordinal)
        );
        string message = string.Join('\n', end < 0 ? lines : lines[..end]);
        string kind = "Error";
        if (Kind().Match(message) is { Success: true } match)
        {
            kind = match.Groups["kind"].Value;
            message = message[match.Length..];
        }

        return (
            kind,
            message,
            [
                .. lines
                    .Where(line => IsFrame(line) && !Machinery().IsMatch(line))
                    .Select(line => Submission().Replace(File().Replace(line, ""), "")),
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

    private static bool IsFrame(string line) => line.StartsWith("   at ", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<kind>[A-Za-z_][\w.+`]*(Exception|Error)): ?")]
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

    [GeneratedRegex(@" in .*:line \d+$")]
    private static partial Regex File();
}
