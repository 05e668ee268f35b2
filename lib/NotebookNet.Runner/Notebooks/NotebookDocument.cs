using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookNet.Session;

namespace NotebookNet.Runner.Notebooks;

/// <summary>
/// A notebook file of nbformat 4. The bytes it was read from are kept, and saving replaces in them the outputs and
/// execution counts that changed and nothing else: order of keys, unknown metadata, indentation, line breaks and the
/// spelling of numbers are the file's own.
/// </summary>
internal sealed class NotebookDocument
{
    private const int ValueLevel = 3;

    /// <summary>What VS Code's Polyglot Notebooks call the language of a notebook, whatever it is.</summary>
    private const string Polyglot = "polyglot-notebook";

    private readonly byte[] _bytes;
    private readonly CellSpans[] _spans;
    private readonly JupyterJson _writer;
    private readonly string? _indent;
    private readonly string _newLine;

    private NotebookDocument(byte[] bytes, IReadOnlyList<NotebookCell> cells, JsonNode? metadata)
    {
        _bytes = bytes;
        Cells = cells;
        UnsupportedKernel = FindUnsupportedKernel(metadata);
        DotnetLanguage = FindDotnetLanguage(metadata);
        Language = DotnetLanguage ?? FindLanguage(metadata);
        NeededPackages = FindNeededPackages(metadata);
        _spans = FindSpans(bytes);
        (_indent, _newLine) = FindLayout(bytes);
        _writer = new JupyterJson(_indent, _newLine);
    }

    /// <summary>All cells in their order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>The name of the notebook's kernel where that is not a C# kernel, otherwise null.</summary>
    public string? UnsupportedKernel { get; }

    /// <summary>The language of its cells where they do not name one, as the .NET Interactive kernel calls it; null where its kernel is another.</summary>
    public string? DotnetLanguage { get; }

    /// <summary>The language of its cells where they do not name one, whatever its kernel is; null where it is not named.</summary>
    public string? Language { get; }

    /// <summary>
    /// The packages without which the notebook is skipped: its metadata's list `notebooknet.needs_packages`.
    /// </summary>
    public IReadOnlyList<string> NeededPackages { get; }

    /// <summary>Reads the notebook at <paramref name="path"/>.</summary>
    /// <exception cref="NotebookFormatException">The file is not a notebook of nbformat 4.</exception>
    public static NotebookDocument Read(string path) =>
        FileStatus.NoFile(path) is string kind
            ? throw new NotebookFormatException($"{kind}, not a file")
            : Parse(File.ReadAllBytes(path));

    /// <summary>Reads a notebook from the bytes of its file.</summary>
    /// <exception cref="NotebookFormatException">The bytes are not a notebook of nbformat 4.</exception>
    public static NotebookDocument Parse(byte[] bytes)
    {
        if (OtherEncoding(bytes) is string encoding)
        {
            throw new NotebookFormatException(
                $"saved in {encoding}; a notebook is UTF-8: save it again in that encoding"
            );
        }

        JsonNode? root;
        try
        {
            root = StrictJson.Parse(WithoutMark(bytes));
        }
        catch (JsonException exception)
        {
            throw new NotebookFormatException(NotJson(bytes, exception));
        }

        try
        {
            if (root is not JsonObject notebook || notebook["nbformat"] is not JsonValue format)
            {
                throw new NotebookFormatException(
                    "JSON, but not a notebook: it has no \"nbformat\""
                );
            }

            if (Whole(format) != 4)
            {
                string remedy = Whole(format) switch
                {
                    1 or 2 or 3 =>
                        "; Jupyter converts it: jupyter nbconvert --to notebook --nbformat 4",
                    > 4 => "; that is newer than this program: save it as nbformat 4",
                    _ => "",
                };
                throw new NotebookFormatException(
                    $"nbformat {format.ToJsonString()}, expected 4{remedy}"
                );
            }

            if (notebook["cells"] is not JsonArray cells)
            {
                throw new NotebookFormatException("a notebook without \"cells\"");
            }

            return new NotebookDocument(
                bytes,
                [.. cells.Select((cell, index) => ReadCell(cell, index))],
                notebook["metadata"]
            );
        }
        catch (Exception exception)
            when (exception
                    is InvalidOperationException
                        or FormatException
                        or OverflowException
                        or JsonException
            )
        {
            throw new NotebookFormatException($"not a valid notebook: {exception.Message}");
        }
    }

    /// <summary>Whether a file still holds what this notebook was read from.</summary>
    public bool IsContentOf(string path) => File.ReadAllBytes(path).AsSpan().SequenceEqual(_bytes);

    /// <summary>The bytes of the file with the outputs of the cells in <paramref name="changes"/> replaced.</summary>
    public byte[] Save(IReadOnlyDictionary<int, CellOutputs> changes)
    {
        List<(int Start, int End, string Text)> edits = [];
        foreach ((int index, CellOutputs change) in changes.OrderBy(change => change.Key))
        {
            NotebookCell cell = Cells[index];
            CellSpans spans = _spans[index];
            StringBuilder missing = new();
            if (spans.Count is null || cell.ExecutionCount != change.ExecutionCount)
            {
                string count = change.ExecutionCount?.ToString(provider: null) ?? "null";
                Replace(spans.Count, "execution_count", count);
            }

            if (spans.Outputs is null || !JsonNode.DeepEquals(cell.Outputs, change.Outputs))
            {
                Replace(spans.Outputs, "outputs", _writer.Write(change.Outputs, ValueLevel));
            }

            if (missing.Length > 0)
            {
                edits.Add((spans.End, spans.End, missing.ToString()));
            }

            void Replace((int Start, int End)? span, string key, string value)
            {
                if (span is (int start, int end))
                {
                    edits.Add((start, end, value));
                    return;
                }

                string lead = _indent is null
                    ? ", "
                    : "," + _newLine + string.Concat(Enumerable.Repeat(_indent, ValueLevel));
                missing.Append(lead).Append('"').Append(key).Append("\": ").Append(value);
            }
        }

        using MemoryStream result = new(_bytes.Length);
        int position = 0;
        foreach ((int start, int end, string text) in edits.OrderBy(edit => edit.Start))
        {
            result.Write(_bytes, position, start - position);
            result.Write(Encoding.UTF8.GetBytes(text));
            position = end;
        }

        result.Write(_bytes, position, _bytes.Length - position);
        return result.ToArray();
    }

    /// <summary>Changes of the file's cells beyond their outputs.</summary>
    public NotebookEdits Edit() => new(_bytes, _writer);

    /// <summary>The notebook with one more code cell, which stands behind another or in place of one.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="metadata">The cell's metadata.</param>
    /// <param name="id">What names the cell, where the notebook's format names cells and it is not taken; of a cell that is replaced, its id stays.</param>
    /// <param name="after">The cell it stands behind.</param>
    /// <param name="replaced">The cell it stands in place of, or null.</param>
    public NotebookDocument WithCell(
        string source,
        JsonObject metadata,
        string id,
        int after,
        int? replaced
    )
    {
        const int CellLevel = 2;
        JsonNode notebook = StrictJson.Parse(WithoutMark(_bytes))!;
        JsonArray cells = notebook["cells"]!.AsArray();
        string[] lines = source.Split('\n');
        JsonObject cell = new()
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["metadata"] = metadata,
            ["outputs"] = new JsonArray(),
            ["source"] = new JsonArray([
                .. lines.SkipLast(1).Select(line => (JsonNode)(line + "\n")),
                lines[^1],
            ]),
        };
        if (replaced is int there && cells[there]!["id"] is { } kept)
        {
            cell["id"] = kept.DeepClone();
        }
        else if (
            notebook["nbformat_minor"] is JsonValue minor
            && minor.TryGetValue(out int number)
            && number >= 5
        )
        {
            HashSet<string> taken = [.. cells.Select(one => one!["id"]?.ToString() ?? "")];
            string free = id;
            for (int i = 2; taken.Contains(free); i++)
            {
                free = Invariant($"{id}-{i}");
            }

            cell["id"] = free;
        }

        (int start, int end) = replaced is int index
            ? _spans[index].Whole
            : (_spans[after].Whole.End, _spans[after].Whole.End);
        string lead =
            replaced is not null ? ""
            : _indent is null ? ", "
            : "," + _newLine + string.Concat(Enumerable.Repeat(_indent, CellLevel));
        return Parse([
            .. _bytes.AsSpan(0, start),
            .. Encoding.UTF8.GetBytes(lead + _writer.Write(cell, CellLevel)),
            .. _bytes.AsSpan(end),
        ]);
    }

    private static string NotJson(byte[] bytes, JsonException exception)
    {
        if (bytes.Length == 0)
        {
            return "the file is empty";
        }

        string start = Encoding.UTF8.GetString(
            WithoutMark(bytes)[..Math.Min(16, bytes.Length - MarkLength(bytes))]
        );
        if (start.StartsWith("#!", StringComparison.Ordinal))
        {
            return "not JSON but text that begins with a magic command, as a .dib file does; only .ipynb notebooks run here "
                + "(Polyglot Notebooks saves one as the other)";
        }

        return StrictJson.Describe(exception);
    }

    /// <summary>A whole number, which JSON may also write as 4.0; null where it is none.</summary>
    private static int? Whole(JsonNode? node) =>
        node is JsonValue value
        && value.GetValueKind() == JsonValueKind.Number
        && value.TryGetValue(out double number)
        && number == Math.Floor(number)
        && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : null;

    private static int? Count(JsonNode? node) =>
        node is null
            ? null
            : Whole(node)
                ?? throw new FormatException(
                    $"{node.ToJsonString()} stands where a number of a run is expected"
                );

    /// <summary>What the bytes are instead of UTF-8, as their mark or the zeros beside their first character say it; otherwise null.</summary>
    private static string? OtherEncoding(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => "UTF-32",
            [not 0, 0, 0, 0, ..] or [0, 0, 0, not 0, ..] => "UTF-32",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16",
            [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..] => "UTF-16",
            _ => null,
        };

    private static NotebookCell ReadCell(JsonNode? node, int index)
    {
        if (node is not JsonObject cell || cell["cell_type"] is not JsonValue type)
        {
            throw new NotebookFormatException($"cell {index + 1} of the file has no \"cell_type\"");
        }

        JsonNode? metadata = cell["metadata"];
        try
        {
            string? language =
                metadata?["polyglot_notebook"]?["kernelName"]?.GetValue<string>()
                ?? metadata?["dotnet_interactive"]?["language"]?.GetValue<string>();
            bool isCode = type.GetValue<string>() == "code";
            return new NotebookCell(
                index,
                isCode,
                JoinLines(cell["source"]),
                language,
                (metadata?["tags"] as JsonArray)?.Select(Text).ToHashSet() ?? [],
                isCode && cell["outputs"] is JsonArray outputs ? outputs : [],
                isCode ? Count(cell["execution_count"]) : null
            )
            {
                Id = cell["id"] is JsonValue id && id.TryGetValue(out string? name) ? name : null,
                Metadata = metadata as JsonObject ?? [],
                Attachments = cell["attachments"] as JsonObject ?? [],
                IsMarkdown = type.GetValue<string>() == "markdown",
            };
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or FormatException or OverflowException)
        {
            throw new NotebookFormatException(
                $"cell {index + 1} of the file is not valid: {exception.Message}"
            );
        }
    }

    /// <summary>A text that nbformat stores either as one string or as the list of its lines.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static string JoinLines(JsonNode? text) =>
        text switch
        {
            null => "",
            JsonArray lines => string.Concat(lines.Select(Text)),
            _ => Text(text),
        };

    private static string Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text)
            ? text
            : throw new FormatException(
                $"{node?.ToJsonString() ?? "null"} stands where a text is expected"
            );

    private static string? FindUnsupportedKernel(JsonNode? metadata)
    {
        string? language = FindLanguage(metadata);
        string? name = metadata?["kernelspec"]?["name"]?.GetValue<string>();
        bool isCSharp =
            name is ".net-csharp"
            || (name is null && language is null)
            || string.Equals(language, "C#", StringComparison.OrdinalIgnoreCase)
            || string.Equals(language, "csharp", StringComparison.OrdinalIgnoreCase);
        return isCSharp ? null : $"{name ?? "unnamed"} ({language ?? "language not named"})";
    }

    private static string? FindLanguage(JsonNode? metadata) =>
        metadata?["kernelspec"]?["language"]?.GetValue<string>()
        ?? metadata?["language_info"]?["name"]?.GetValue<string>() switch
        {
            Polyglot => FindPolyglotLanguage(metadata) ?? Polyglot,
            string name => name,
            null => null,
        };

    /// <summary>What VS Code's Polyglot Notebooks take for the language of a cell that names none.</summary>
    private static string? FindPolyglotLanguage(JsonNode? metadata)
    {
        JsonObject? notebook = metadata?["polyglot_notebook"] as JsonObject;
        return Kernel(notebook?["kernelInfo"] as JsonObject) ?? Kernel(notebook);

        static string? Kernel(JsonObject? settings) =>
            settings?["defaultKernelName"] is JsonValue value && value.TryGetValue(out string? name)
                ? name
                : null;
    }

    private static string? FindDotnetLanguage(JsonNode? metadata)
    {
        const string Prefix = ".net-";
        string? name = metadata?["kernelspec"]?["name"]?.GetValue<string>();
        return FindUnsupportedKernel(metadata) is null ? "csharp"
            : name?.StartsWith(Prefix, StringComparison.Ordinal) == true ? name[Prefix.Length..]
            : null;
    }

    private static IReadOnlyList<string> FindNeededPackages(JsonNode? metadata)
    {
        JsonNode? names = (metadata?["notebooknet"] as JsonObject)?["needs_packages"];
        return names switch
        {
            null => [],
            JsonArray list when list.All(name => name?.GetValueKind() == JsonValueKind.String) =>
            [
                .. list.Select(name => (string)name!),
            ],
            _ => throw new NotebookFormatException(
                $"its metadata's notebooknet.needs_packages is {names.ToJsonString()}, expected a list of names of packages"
            ),
        };
    }

    private static ReadOnlySpan<byte> WithoutMark(byte[] bytes) => bytes.AsSpan(MarkLength(bytes));

    private static int MarkLength(byte[] bytes) =>
        bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;

    private static (string? Indent, string NewLine) FindLayout(byte[] bytes)
    {
        int lineEnd = Array.IndexOf(bytes, (byte)'\n');
        if (lineEnd < 0 || lineEnd == bytes.Length - 1)
        {
            return (null, "\n");
        }

        int end = lineEnd + 1;
        while (end < bytes.Length && bytes[end] is (byte)' ' or (byte)'\t')
        {
            end++;
        }

        string indent = Encoding.UTF8.GetString(bytes, lineEnd + 1, end - lineEnd - 1);
        return (indent, lineEnd > 0 && bytes[lineEnd - 1] == '\r' ? "\r\n" : "\n");
    }

    private static CellSpans[] FindSpans(byte[] bytes)
    {
        int mark = MarkLength(bytes);
        Utf8JsonReader reader = new(
            WithoutMark(bytes),
            new JsonReaderOptions { MaxDepth = StrictJson.Deepest }
        );
        List<CellSpans> spans = [];
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isCells = reader.ValueTextEquals("cells");
            reader.Read();
            if (!isCells)
            {
                reader.Skip();
                continue;
            }

            spans.Clear();
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                CellSpans cell = new(null, null, 0);
                int cellStart = mark + (int)reader.TokenStartIndex;
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    bool isOutputs = reader.ValueTextEquals("outputs");
                    bool isCount = reader.ValueTextEquals("execution_count");
                    reader.Read();
                    int start = mark + (int)reader.TokenStartIndex;
                    reader.Skip();
                    int end = mark + (int)reader.BytesConsumed;
                    cell = cell with
                    {
                        Outputs = isOutputs ? (start, end) : cell.Outputs,
                        Count = isCount ? (start, end) : cell.Count,
                        End = end,
                    };
                }

                spans.Add(cell with { Whole = (cellStart, mark + (int)reader.BytesConsumed) });
            }
        }

        return [.. spans];
    }

    private sealed record CellSpans(
        (int Start, int End)? Outputs,
        (int Start, int End)? Count,
        int End
    )
    {
        public (int Start, int End) Whole { get; init; }
    }
}
