using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>Puts the pieces of a program into their order.</summary>
internal sealed class ProgramText
{
    /// <summary>What stands above code that the notebook does not run either.</summary>
    public const string Skipped = "Not run in the notebook (its cell is tagged skip-execution):";

    private readonly List<string> _usings = [];
    private readonly List<string> _body = [];
    private readonly List<string> _shared = [];
    private readonly List<string> _types = [];
    private readonly SortedDictionary<int, string> _names = [];
    private int _line = 1;

    /// <summary>The cells' names by the lines of the body where they begin.</summary>
    public IReadOnlyDictionary<int, string> Names => _names;

    /// <summary>Adds usings.</summary>
    public void AddUsings(IEnumerable<string> usings) =>
        _usings.AddRange(usings.Where(line => !_usings.Contains(line)));

    /// <summary>Adds a block of the body.</summary>
    public void Add(string block, string? name = null)
    {
        if (name is not null)
        {
            _names[_line] = name;
        }

        _body.Add(block);
        _line += block.Count(character => character == '\n') + 2;
    }

    /// <summary>Adds a cell.</summary>
    public void Add(CellCode code, ProgramPart.Code part, ProgramNames names)
    {
        AddUsings(code.Usings);
        _shared.AddRange(code.Shared);
        _types.AddRange(code.Types);
        List<string> blocks = [];
        if (code.Hoisted.Count > 0)
        {
            blocks.Add(string.Join('\n', code.Hoisted));
        }

        blocks.AddRange(code.Functions);
        string statements = string.Join("\n\n", code.Statements);
        if (part.MayFail && statements.Length > 0)
        {
            string error = names.Fresh("error");
            statements =
                $"try\n{{\n{Indent(statements)}\n}}\ncatch (Exception {error})\n{{\n    Console.WriteLine($\"{{{error}.GetType().Name}}: {{{error}.Message}}\");\n}}";
        }

        if (part.IsTimed)
        {
            string start = names.Fresh("start");
            statements =
                $"long {start} = System.Diagnostics.Stopwatch.GetTimestamp();\n\n{statements}\n\nConsole.WriteLine($\"Wall time: {{System.Diagnostics.Stopwatch.GetElapsedTime({start}).TotalMilliseconds:0.0000}}ms\");";
        }

        if (statements.Contains("#nullable", StringComparison.Ordinal))
        {
            statements += "\n#nullable restore";
        }

        blocks.Add(statements);
        string block = string.Join("\n\n", blocks.Where(text => text.Length > 0));
        if (block.Length > 0)
        {
            Add(block, part.Name);
        }
    }

    /// <summary>The program.</summary>
    /// <param name="top">The lines that must come first.</param>
    /// <param name="shared">The name of the class for what types use.</param>
    /// <param name="helper">The class that writes the page, if there is one.</param>
    public string Text(IEnumerable<string> top, string shared, string? helper)
    {
        List<string> usings = [.. _usings];
        List<string> blocks = [string.Join('\n', top)];
        if (_shared.Count > 0)
        {
            usings.Add($"using static {shared};");
        }

        blocks.Add(
            string.Join(
                '\n',
                usings.OrderBy(Rank).ThenBy(line => line.TrimEnd(';'), StringComparer.Ordinal)
            )
        );
        blocks.AddRange(_body);
        blocks.AddRange(_types);
        if (_shared.Count > 0)
        {
            blocks.Add($"static class {shared}\n{{\n{Indent(string.Join("\n\n", _shared))}\n}}");
        }

        if (helper is not null)
        {
            blocks.Add(helper);
        }

        return string.Join("\n\n", blocks.Where(block => block.Length > 0)) + "\n";
    }

    /// <summary>Shifts lines to the right, but not those that begin inside a text.</summary>
    private static string Indent(string code)
    {
        SyntaxNode root = CSharpSyntaxTree
            .ParseText(
                code,
                new CSharpParseOptions(LanguageVersion.CSharp14, kind: SourceCodeKind.Script)
            )
            .GetRoot();
        StringBuilder result = new();
        int start = 0;
        foreach (string line in code.Split('\n'))
        {
            bool isInText = start > 0 && IsInText(root, start);
            result.Append(line.Length == 0 || isInText ? "" : "    ").Append(line).Append('\n');
            start += line.Length + 1;
        }

        return result.ToString().TrimEnd('\n');
    }

    private static bool IsInText(SyntaxNode root, int position)
    {
        SyntaxToken token = root.FindToken(position);
        return (token.SpanStart < position && token.Span.End > position)
            || token
                .Parent?.AncestorsAndSelf()
                .OfType<InterpolatedStringExpressionSyntax>()
                .Any(text => text.SpanStart < position && text.Span.End > position) == true;
    }

    private static int Rank(string line) =>
        line.Contains('=', StringComparison.Ordinal) ? 3
        : line.StartsWith("using static", StringComparison.Ordinal) ? 2
        : line.StartsWith("using System", StringComparison.Ordinal) ? 0
        : 1;
}
