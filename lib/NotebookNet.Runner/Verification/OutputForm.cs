using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Verification;

/// <summary>
/// The outputs of a cell in the one form in which they say the same, whoever ran the cell and whoever saved it: this
/// program, the .NET Interactive kernel through Jupyter, or VS Code.
/// </summary>
internal sealed class OutputForm
{
    private readonly List<OutputItem> _items = [];
    private readonly List<StringBuilder> _errorTexts = [new()];
    private readonly List<string> _warnings = [];
    private readonly List<string> _packages = [];
    private readonly StringBuilder _printed = new();
    private int _shown;

    private OutputForm() { }

    /// <summary>Values, errors and what is printed to stdout between them, in their order.</summary>
    public IReadOnlyList<OutputItem> Items => _items;

    /// <summary>What is printed to stderr before the first value or error, between the first and the second, and so on.</summary>
    public IReadOnlyList<string> ErrorTexts { get; private set; } = [];

    /// <summary>What the compiler warns of.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Which packages were taken instead of those that were asked for.</summary>
    public IReadOnlyList<string> Packages => _packages;

    /// <summary>The outputs in that form.</summary>
    /// <exception cref="FormatException">What is stored is no output of a cell.</exception>
    /// <exception cref="InvalidOperationException">What is stored is no output of a cell.</exception>
    public static OutputForm Of(JsonArray outputs)
    {
        OutputForm form = new();
        // The kernel's compiler prints what is wrong, and the error that follows does not say it.
        bool isUncompiled = outputs.OfType<JsonObject>().Any(ErrorForm.SaysNoMore);
        IReadOnlyList<string> printed = isUncompiled
            ? CompilerMessages.Read(AllOfStderr(outputs)).Errors
            : [];
        foreach (JsonNode? node in outputs)
        {
            JsonObject output =
                node as JsonObject
                ?? throw new FormatException($"{node?.ToJsonString() ?? "null"} is no object");
            switch ((string?)output["output_type"])
            {
                case "stream":
                    form.Print(output);
                    break;
                case "error":
                    (string kind, string message) = ErrorForm.Of(output, printed);
                    form.Add(place => new ErrorItem($"{place}, error", kind, message));
                    break;
                case "display_data" or "execute_result" or "update_display_data":
                    if (BundleForm.Of(DataOf(output)) is { } data)
                    {
                        form.Add(place => new ShownItem(place, output, data));
                    }

                    break;
                case string other:
                    throw new FormatException($"outputs of the type {other} are not known");
                default:
                    throw new FormatException("it has no output_type");
            }
        }

        form.End(isUncompiled);
        return form;
    }

    private static JsonObject DataOf(JsonObject output) =>
        output["data"] switch
        {
            null => [],
            JsonObject data => data,
            _ => throw new FormatException("its data are no object"),
        };

    private static string AllOfStderr(JsonArray outputs) =>
        string.Concat(
            outputs
                .OfType<JsonObject>()
                .Where(IsOfStderr)
                .Select(output => NotebookDocument.JoinLines(output["text"]))
        );

    private static bool IsOfStderr(JsonObject output) =>
        (string?)output["output_type"] == "stream" && (string?)output["name"] == "stderr";

    private void Print(JsonObject output) =>
        (IsOfStderr(output) ? _errorTexts[^1] : _printed).Append(
            NotebookDocument.JoinLines(output["text"])
        );

    private void Add(Func<string, OutputItem> item)
    {
        EndOfPrinted();
        _shown++;
        _items.Add(item(Invariant($"output {_shown}")));
        _errorTexts.Add(new());
    }

    private void EndOfPrinted()
    {
        if (_printed.Length > 0)
        {
            _items.Add(
                new PrintedItem(
                    _shown == 0 ? "stdout" : Invariant($"stdout after output {_shown}"),
                    _printed.ToString()
                )
            );
            _printed.Clear();
        }
    }

    private void End(bool isUncompiled)
    {
        EndOfPrinted();
        List<string> texts = [];
        foreach (StringBuilder text in _errorTexts)
        {
            CompilerMessages said = CompilerMessages.Read(text.ToString());
            if (said.Errors.Count > 0 && !isUncompiled)
            {
                texts.Add(text.ToString());
                continue;
            }

            texts.Add(said.Rest);
            _warnings.AddRange(said.Warnings);
            _packages.AddRange(said.Packages);
        }

        ErrorTexts = texts;
    }
}
