using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Commands;

/// <summary>The names in the lines of JSON between the runner and its workers.</summary>
internal static class WorkerMessages
{
    public const string Type = "type";
    public const string Open = "open";
    public const string Opened = "opened";
    public const string Listen = "listen";
    public const string Execute = "execute";
    public const string Cancel = "cancel";
    public const string Stream = "stream";
    public const string Display = "display";
    public const string Update = "update";
    public const string Result = "result";
    public const string Clear = "clear";
    public const string Error = "error";
    public const string Done = "done";

    /// <summary>
    /// Ends, on the worker's own standard streams, what a cell has written there past the console: by native code or by
    /// a process it started.
    /// </summary>
    public const char EndOfCell = '\u001e';

    /// <summary>The string of a member that must be there.</summary>
    public static string Text(this JsonObject message, string name) => (string)message[name]!;
}
