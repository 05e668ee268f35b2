using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotebookNet.Runner.DotnetInteractive;
using NotebookNet.Runner.Execution;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Verification;

/// <summary>
/// Outputs in the one form in which what this program's session stored and what the .NET Interactive kernel shows are
/// the same where they say the same: whether a value was displayed or is the cell's, which of its texts go with its
/// HTML, how a figure is drawn, and by which number the compiler calls a cell are of no account.
/// </summary>
internal static partial class KernelForm
{
    private const string Html = "text/html";

    /// <summary>The outputs in that form.</summary>
    /// <exception cref="FormatException">What is stored is no output of a cell.</exception>
    public static JsonArray Of(JsonArray outputs) =>
        new([.. outputs.OfType<JsonObject>().Select(Of).OfType<JsonNode>()]);

    private static JsonObject? Of(JsonObject output)
    {
        switch ((string?)output["output_type"])
        {
            case "stream":
                bool isError = (string?)output["name"] == "stderr";
                string text = Text(output["text"])!;
                return new JsonObject
                {
                    ["output_type"] = "stream",
                    ["name"] = output["name"]?.DeepClone(),
                    ["text"] = isError ? ReferenceWarning().Replace(text, "") : text,
                };
            case "error":
                return Error(output);
            default:
                return Bundle(output["data"] as JsonObject ?? []) is { Count: > 0 } data
                    ? new JsonObject { ["output_type"] = "display_data", ["data"] = data }
                    : null;
        }
    }

    /// <summary>An error; Jupyter knows it as the text of the exception alone.</summary>
    private static JsonObject Error(JsonObject output)
    {
        string kind = (string?)output["ename"] ?? "";
        string message = (string?)output["evalue"] ?? "";
        if (kind == "Error")
        {
            (kind, message, _) = KernelErrors.Parse(message);
        }

        return new JsonObject
        {
            ["output_type"] = "error",
            ["ename"] = Plain(kind),
            ["evalue"] = Plain(message),
        };
    }

    private static JsonObject? Bundle(JsonObject data)
    {
        Dictionary<string, string> shown = [];
        foreach ((string mime, JsonNode? content) in data)
        {
            shown[mime] = MimeBundles.IsJson(mime)
                ? content?.ToJsonString() ?? "null"
                : Text(content)!;
        }

        if (KernelBundle.AsStored(shown) is not { } stored)
        {
            return null;
        }

        string? main = ((string[])[MimeBundles.PlotlyMimeType, Html]).FirstOrDefault(
            stored.ContainsKey
        );
        JsonObject bundle = [];
        foreach ((string mime, string content) in stored)
        {
            if (main is null || mime == main)
            {
                bundle[mime] = MimeBundles.IsJson(mime) ? JsonNode.Parse(content) : content;
            }
        }

        return bundle;
    }

    private static string Text(JsonNode? text) => Plain(NotebookDocument.JoinLines(text));

    /// <summary>The text without the class of a cell before the names of what the cell declares.</summary>
    private static string Plain(string text) => Submission().Replace(text, "");

    [GeneratedRegex(@"\bSubmission#\d+[+.]")]
    private static partial Regex Submission();

    /// <summary>What Jupyter shows and no project's build does: another version of an assembly than the library was built with.</summary>
    [GeneratedRegex(@"^\s*\(\d+,\d+\): warning CS170[12]:.*\s*", RegexOptions.Multiline)]
    private static partial Regex ReferenceWarning();
}
