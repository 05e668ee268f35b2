using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Text;

namespace NotebookNet.Session;

/// <summary>Says where in which cell something went wrong. Paths of a machine never appear: outputs are stored.</summary>
internal sealed partial class CellTraces
{
    /// <summary>How the compiler's name of a cell's class begins.</summary>
    private const string Submission = "Submission#";

    private readonly Dictionary<string, string[]> _lines = [];

    /// <summary>Remembers the lines of a cell that is about to run.</summary>
    public void Add(Cell cell) =>
        _lines[cell.Name] = cell.Source.ReplaceLineEndings("\n").Split('\n');

    /// <summary>A compiler message with its place: `cell 3, line 5, column 9: error CS0103: …`.</summary>
    public static string Describe(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        LinePosition start = span.StartLinePosition;
        string place = span.IsValid
            ? $"{Path.GetFileName(span.Path)}, line {start.Line + 1}, column {start.Character + 1}: "
            : "";
        string severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return $"{place}{severity} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }

    /// <summary>What went wrong in a cell, and where. Its cell is named in any case: also in a formatter, in a loaded file, out of memory.</summary>
    public CellError Describe(Exception exception, Cell cell) =>
        Placed(
            exception switch
            {
                CellException asked => DescribeRequest(asked),
                CompilationErrorException errors => DescribeErrors(errors),
                _ => DescribeThrown(exception),
            },
            cell
        );

    private CellError DescribeErrors(CompilationErrorException exception)
    {
        List<string> traceback = [];
        foreach (Diagnostic diagnostic in exception.Diagnostics)
        {
            FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
            traceback.Add(Describe(diagnostic));
            if (span.IsValid)
            {
                AddSource(
                    traceback,
                    span.Path,
                    span.StartLinePosition.Line + 1,
                    span.StartLinePosition.Character
                );
            }
        }

        traceback.AddRange(MissingPackages.In(exception.Diagnostics));
        return new CellError("CompilationError", Describe(exception.Diagnostics[0]), traceback);
    }

    private CellError DescribeRequest(CellException exception)
    {
        string cell = exception.Cell!.Name;
        string place = exception.Line is int line ? $"{cell}, line {line}" : cell;
        List<string> traceback = [$"{place}: {exception.Message}"];
        if (exception.Line is int number)
        {
            AddSource(traceback, cell, number, column: null);
        }

        return new CellError(exception.Kind, $"{place}: {exception.Message}", traceback)
        {
            UnservedPackages = exception.UnservedPackages,
        };
    }

    private CellError DescribeThrown(Exception exception)
    {
        // What a task or a reflected call wraps is what the cell threw.
        while (
            exception
                is TargetInvocationException
                    or AggregateException { InnerExceptions.Count: 1 }
            && exception.InnerException is not null
        )
        {
            exception = exception.InnerException;
        }

        List<string> traceback = [];
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            string lead = ReferenceEquals(current, exception) ? "" : "caused by ";
            traceback.Add($"{lead}{current.GetType().FullName}: {MessageOf(current)}");
            AddFrames(traceback, current);
        }

        return new CellError(exception.GetType().FullName!, MessageOf(exception), traceback);
    }

    /// <summary>The error with its cell, where the trace does not name it.</summary>
    private static CellError Placed(CellError error, Cell cell) =>
        error.Traceback.Any(line =>
            line.AsSpan().TrimStart().StartsWith(cell.Name)
            && line.AsSpan().TrimStart()[cell.Name.Length..] is [',' or ':', ..]
        )
            ? error
            : error with
            {
                Traceback = [$"{cell.Name}:", .. error.Traceback],
            };

    /// <summary>An exception is the cell's code, too: its message may be missing, or throw.</summary>
    private static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message ?? "";
        }
        catch (Exception second)
        {
            return $"(its Message throws {second.GetType().FullName})";
        }
    }

    [GeneratedRegex(@"^<(?<name>[^<>]+)>[a-z]__")]
    private static partial Regex CompilerGeneratedName();

    private void AddFrames(List<string> traceback, Exception exception)
    {
        StackFrame[] frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        int last = Array.FindLastIndex(frames, frame => CellOf(frame) is not null);
        foreach (StackFrame frame in frames.Take(last + 1))
        {
            string method = NameOf(frame);
            if (CellOf(frame) is string path)
            {
                string cell = Path.GetFileName(path);
                int line = frame.GetFileLineNumber();
                traceback.Add(
                    method.Length > 0
                        ? $"   {cell}, line {line}, in {method}:"
                        : $"   {cell}, line {line}:"
                );
                AddSource(traceback, path, line, column: null);
            }
            else if (method.Length > 0)
            {
                traceback.Add($"   in {method}");
            }
        }
    }

    /// <summary>The path of the cell, or of the file it has loaded, that a frame's code stands in; null for others' code.</summary>
    private static string? CellOf(StackFrame frame) =>
        frame.GetMethod()?.DeclaringType?.FullName is string type
        && type.StartsWith(Submission, StringComparison.Ordinal)
            ? frame.GetFileName()
            : null;

    private void AddSource(List<string> traceback, string path, int line, int? column)
    {
        string[] lines = LinesOf(path);
        if (line < 1 || line > lines.Length)
        {
            return;
        }

        string source = lines[line - 1];
        traceback.Add($"      {source}");
        if (column is int position && position <= source.Length)
        {
            string blank = string.Concat(source[..position].Select(c => c == '\t' ? '\t' : ' '));
            traceback.Add($"      {blank}^");
        }
    }

    /// <summary>The lines of a cell, or of a file that a cell has loaded; none where they are not known.</summary>
    private string[] LinesOf(string path)
    {
        if (_lines.TryGetValue(Path.GetFileName(path), out string[]? lines))
        {
            return lines;
        }

        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>What a frame's method is called in source, or nothing for a cell's own code and for the plumbing of `await`.</summary>
    private static string NameOf(StackFrame frame)
    {
        if (frame.GetMethod() is not MethodBase method || method.DeclaringType is not Type type)
        {
            return "";
        }

        string name = method.Name;
        if (
            type.Assembly == typeof(CellTraces).Assembly
            || type.Namespace
                is "Internal.Runtime.CompilerHelpers"
                    or "System.Runtime.CompilerServices"
                    or "System.Runtime.ExceptionServices"
        )
        {
            return "";
        }

        // The code of a cell outside its methods.
        if (type.Name.StartsWith("<<Initialize>>", StringComparison.Ordinal))
        {
            return "";
        }

        if (
            CompilerGeneratedName().Match(type.Name) is { Success: true } stateMachine
            && name == "MoveNext"
        )
        {
            name = stateMachine.Groups["name"].Value;
            type = type.DeclaringType!;
        }
        else if (CompilerGeneratedName().Match(name) is { Success: true } lambda)
        {
            name = lambda.Groups["name"].Value;
        }

        while (type.Name.StartsWith('<') && type.DeclaringType is Type outer)
        {
            type = outer;
        }

        if (name.StartsWith('<'))
        {
            return "";
        }

        string plainType = type.Name.StartsWith(Submission, StringComparison.Ordinal)
            ? ""
            : $"{type.FullName?.Split('`', '[')[0].Replace("+", ".", StringComparison.Ordinal)}.";
        if (plainType.StartsWith(Submission, StringComparison.Ordinal))
        {
            plainType = plainType[(plainType.IndexOf('.', StringComparison.Ordinal) + 1)..];
        }

        return name == ".ctor" ? $"new {plainType.TrimEnd('.')}" : plainType + name;
    }
}
