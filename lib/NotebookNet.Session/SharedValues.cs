using System.Globalization;
using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookNet.Session;

/// <summary>
/// The values that `#!value` keeps, and how `#!set` and `#!share` make variables of them and of others. A value goes from one
/// to the other as a text with a mime type: what is JSON arrives as a number, a text or a document.
/// </summary>
internal sealed class SharedValues(CSharpSession session)
{
    private const string Json = JsonFormatter.MimeType;
    private const string Store = "value";

    private readonly SortedDictionary<string, FormattedValue> _kept = new(StringComparer.Ordinal);

    /// <summary>Keeps a text under a name, and shows it.</summary>
    /// <exception cref="CellException">There is none, or more than one, or it cannot be had.</exception>
    public async Task KeepAsync(CellStep.Block block)
    {
        MagicArguments arguments = block.Arguments!;
        bool hasContent = !string.IsNullOrWhiteSpace(block.Content);
        string[] sources =
        [
            .. ((string[])["--from-file", "--from-url", "--from-value"]).Where(option =>
                arguments[option] is not null
            ),
        ];
        if (sources.Length > 1 || (hasContent && sources is ["--from-file" or "--from-url"]))
        {
            string second = sources.Length > 1 ? sources[1] : "a content below it";
            throw Refusal($"#!value takes either {sources[0]} or {second}", block.Line);
        }

        (string? text, string? mimeType) = sources switch
        {
            ["--from-file"] => (ReadFile(arguments["--from-file"]!, block.Line), null),
            ["--from-url"] => await FetchAsync(arguments["--from-url"]!, block.Line),
            ["--from-value"] => Find(arguments.Literal("--from-value")!, null, block.Line)
                is { } found
                ? (found.Value, null)
                : (arguments.Literal("--from-value"), null),
            _ => (hasContent ? block.Content : null, null),
        };
        if (text is null)
        {
            throw Refusal(
                "#!value needs a content below it, --from-file, --from-url or --from-value",
                block.Line
            );
        }

        FormattedValue value = new(
            arguments["--mime-type"] ?? mimeType ?? PlainTextFormatter.MimeType,
            text
        );
        session.Display(new Dictionary<string, string> { [value.MimeType] = value.Value });
        // What is called JSON and is none has not come so far.
        _kept[arguments["--name"]!] = value;
    }

    /// <summary>Sets a variable: to a text, or to a copy of a value; with `--byref` to the value itself.</summary>
    public async Task SetAsync(CellStep.Magic set, CellExecution execution)
    {
        string name = VariableName(set.Arguments["--name"]!, set.Line);
        string value = set.Arguments.Literal("--value")!;
        if (set.Arguments.HasFlag)
        {
            if (set.Arguments["--mime-type"] is not null)
            {
                throw Refusal("#!set takes either --byref or --mime-type", set.Line);
            }

            if (Reference(value) is ("csharp", var source))
            {
                await AliasAsync(name, source, set.Line, execution);
                return;
            }
        }

        await DeclareAsync(
            name,
            Find(value, set.Arguments["--mime-type"], set.Line)
                ?? new FormattedValue(PlainTextFormatter.MimeType, value),
            execution
        );
    }

    /// <summary>Sets a variable to a value of another kernel: of C# to the value itself, unless a mime type is asked for.</summary>
    public async Task ShareAsync(CellStep.Magic share, CellExecution execution)
    {
        string kernel = CalledHere(share.Arguments["--from"]!);
        string source = share.Arguments["--name"]!;
        string name = VariableName(share.Arguments["--as"] ?? source, share.Line);
        string? mimeType = share.Arguments["--mime-type"];
        if (kernel == CellParser.CSharp && mimeType is null)
        {
            await AliasAsync(name, source, share.Line, execution);
            return;
        }

        await DeclareAsync(name, Find(kernel, source, mimeType, share.Line), execution);
    }

    /// <summary>The value that `@kernel:name` stands for; null where the text is no such reference.</summary>
    private FormattedValue? Find(string text, string? mimeType, int line) =>
        Reference(text) is var (kernel, name) ? Find(kernel, name, mimeType, line) : null;

    private FormattedValue Find(string kernel, string name, string? mimeType, int line) =>
        kernel switch
        {
            "input" or "password" => new FormattedValue(
                PlainTextFormatter.MimeType,
                Ask(kernel, name.Trim('"'), line)
            ),
            Store => _kept.TryGetValue(name, out FormattedValue? kept)
                ? kept
                : throw Refusal(
                    $"there is no value {name}; there are: {string.Join(", ", _kept.Keys)}",
                    line
                ),
            CellParser.CSharp => Format(name, mimeType ?? Json, line),
            _ => throw Refusal($"there are no values in {kernel}, only in value and csharp", line),
        };

    private FormattedValue Format(string name, string mimeType, int line)
    {
        object? value = Variable(name, line);
        try
        {
            return new FormattedValue(mimeType, Formatter.ToDisplayString(value, mimeType));
        }
        catch (ArgumentException)
        {
            throw Refusal($"{name} cannot be written as {mimeType}", line);
        }
    }

    private object? Variable(string name, int line)
    {
        foreach ((string declared, _, object? value) in session.Variables)
        {
            if (declared == name)
            {
                return value;
            }
        }

        throw Refusal($"there is no C# variable {name}", line);
    }

    /// <summary>A second name for a variable of the cells: of its type, with its value.</summary>
    private async Task AliasAsync(string name, string source, int line, CellExecution execution)
    {
        Variable(source, line);
        if (name != source)
        {
            await session.RunCodeAsync($"var {name} = {source};", name, execution);
        }
    }

    private Task DeclareAsync(string name, FormattedValue value, CellExecution execution) =>
        session.RunCodeAsync($"{Declaration(name, value)};", name, execution);

    /// <summary>The C# that declares a value as the kernel of .NET Interactive does: JSON by what it holds, anything else as its text.</summary>
    private static string Declaration(string name, FormattedValue value)
    {
        if (value.MimeType != Json)
        {
            return $"string {name} = {Literal(value.Value)}";
        }

        using JsonDocument json = JsonDocument.Parse(value.Value);
        JsonElement root = json.RootElement;
        return root.ValueKind switch
        {
            JsonValueKind.String => $"string {name} = {Literal(root.GetString()!)}",
            JsonValueKind.Number => string.Create(
                CultureInfo.InvariantCulture,
                $"double {name} = {root.GetDouble():R}d"
            ),
            JsonValueKind.True => $"bool {name} = true",
            JsonValueKind.False => $"bool {name} = false",
            JsonValueKind.Null => $"object {name} = null",
            _ => $"var {name} = System.Text.Json.JsonDocument.Parse({Literal(value.Value)})",
        };
    }

    private string Ask(string kernel, string prompt, int line)
    {
        try
        {
            return session.Ask(prompt, isPassword: kernel == "password");
        }
        catch (InvalidOperationException exception)
        {
            throw Refusal($"@{kernel}: {exception.Message.TrimEnd('.')}", line);
        }
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The kernel and the name in `@kernel:name`; a name alone is one of C#, but for what asks a person.</summary>
    private static (string Kernel, string Name)? Reference(string text)
    {
        if (text is not ['@', _, ..])
        {
            return null;
        }

        string[] parts = text[1..].Split(':', 2);
        return parts is [var kernel, var name] ? (CalledHere(kernel), name)
            : parts[0] is "input" or "password" ? (parts[0], "")
            : (CellParser.CSharp, parts[0]);
    }

    private static string CalledHere(string kernel) =>
        kernel.Equals("c#", StringComparison.OrdinalIgnoreCase) ? CellParser.CSharp : kernel;

    private static string VariableName(string name, int line) =>
        SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None
            ? name
            : throw Refusal($"\"{name}\" is not a name that a C# variable can have", line);

    private string ReadFile(string file, int line)
    {
        string path = Path.GetFullPath(file, session.Directory);
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refusal(
                File.Exists(path)
                    ? $"{path} cannot be read: {exception.Message.TrimEnd('.')}"
                    : $"{path} does not exist",
                line
            );
        }
    }

    private static async Task<(string Text, string MimeType)> FetchAsync(string address, int line)
    {
        try
        {
            FetchedText fetched = await FetchedText.GetAsync(address, FetchedText.Patience);
            return (fetched.Text, fetched.MimeType);
        }
        catch (IOException exception)
        {
            throw Refusal(exception.Message.TrimEnd('.'), line);
        }
    }

    private static CellException Refusal(string message, int line) =>
        new("MagicError", message + ".", line);
}
