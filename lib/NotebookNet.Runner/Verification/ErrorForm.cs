using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotebookNet.Runner.DotnetInteractive;

namespace NotebookNet.Runner.Verification;

/// <summary>
/// What an error says, whoever stored it. The kernel knows no names of errors: in Jupyter and in VS Code the text holds
/// the exception's type and its trace. Where the compiler refuses a cell, what it says is the error.
/// </summary>
internal static partial class ErrorForm
{
    private const string NotCompiled = "CompilationError";

    /// <summary>The name and the message.</summary>
    /// <param name="output">The error as it is stored.</param>
    /// <param name="printed">What the compiler has printed, for an error that does not say it.</param>
    public static (string Kind, string Message) Of(JsonObject output, IReadOnlyList<string> printed)
    {
        string kind = Text(output["ename"]);
        string message = Text(output["evalue"]);
        if (kind == NotCompiled)
        {
            // The message is the first of them; the trace, which is not compared, has the others.
            IReadOnlyList<string> first = CompilerMessages.Read(message).Errors;
            IReadOnlyList<string> all = CompilerMessages.Read(Trace(output)).Errors;
            return (
                kind,
                first.Count > 0 && first.All(all.Contains) ? string.Join('\n', all) : message
            );
        }

        if (SaysNoMore(output) && printed.Count > 0)
        {
            return (NotCompiled, string.Join('\n', printed));
        }

        if (!IsOfKernel(kind))
        {
            return (Plain(kind), message);
        }

        if (CompilerMessages.Read(message) is { Errors: { Count: > 0 } errors, Rest: "" })
        {
            return (NotCompiled, string.Join('\n', errors));
        }

        (kind, message, _) = KernelErrors.Parse(message);
        return (Plain(kind), message);
    }

    /// <summary>Whether it is the kernel's error of a cell that was not compiled, which stands in what was printed.</summary>
    public static bool SaysNoMore(JsonObject output) =>
        (string?)output["output_type"] == "error"
        && IsOfKernel(Text(output["ename"]))
        && Text(output["evalue"]) == "compilation error";

    private static bool IsOfKernel(string kind) => kind is "Error" or "Unhandled exception" or "";

    private static string Trace(JsonObject output) =>
        output["traceback"] is JsonArray lines ? string.Join('\n', lines.Select(Text)) : "";

    private static string Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : $"{node}";

    /// <summary>The name without the class of the cell that declares it.</summary>
    private static string Plain(string kind) => Submission().Replace(kind, "");

    [GeneratedRegex(@"\bSubmission#\d+[+.]")]
    private static partial Regex Submission();
}
