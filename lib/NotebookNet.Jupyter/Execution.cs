using System.Text.Json;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Jupyter.Transport;
using NotebookNet.Session;

namespace NotebookNet.Jupyter;

/// <summary>Executes the cells of `execute_request`, one after the other.</summary>
internal sealed class Execution(
    Publisher publisher,
    ITransport transport,
    CSharpSession session,
    NativeOutput native,
    InputRequests inputs
)
{
    /// <summary>What errors call a cell that is not counted.</summary>
    private const string Uncounted = "this cell";

    private int _count;

    /// <summary>How many of the requests that wait came before the reply that a cell has failed.</summary>
    private int _toAbort;

    /// <summary>Whether more of them wait where there was no room.</summary>
    private bool _isMoreToAbort;

    /// <summary>The cells that were executed.</summary>
    public History History { get; } = new();

    public void Execute(Message request)
    {
        bool isSilent = request.Content.Flag("silent", absent: false);
        bool isCounted = request.Content.Flag("store_history", absent: true) && !isSilent;
        bool allowsInput = request.Content.Flag("allow_stdin", absent: false);
        bool stopsOnError = request.Content.Flag("stop_on_error", absent: true);
        string code = request.Content.Text("code");
        IReadOnlyList<(string Name, string Text)> expressions = request.Content.Texts(
            "user_expressions"
        );
        if (IsToAbort)
        {
            publisher.Reply("execute_reply", request, WriteAborted);
            return;
        }

        int number = isCounted ? ++_count : _count;
        Cell cell = new(number, code);
        CellPublisher output = new(publisher, request, number) { IsSilent = isSilent };
        if (!isSilent)
        {
            publisher.Publish(
                "execute_input",
                request,
                writer =>
                {
                    writer.WriteString("code", code);
                    writer.WriteNumber("execution_count", number);
                }
            );
        }

        inputs.Begin();
        session.Input = allowsInput ? new FrontEndInput(inputs, request) : null;
        native.Begin(output);
        Run(isCounted ? cell : cell with { Name = Uncounted }, output);
        if (isCounted)
        {
            History.Add(new HistoryEntry(number, code, output.ResultText));
        }

        IReadOnlyList<(string, ExpressionOutput)> values = output.Failure is null
            ? Evaluate(expressions, output)
            : [];
        native.End();
        if (output.Failure is { } failure)
        {
            if (stopsOnError)
            {
                (_toAbort, _isMoreToAbort) = transport.Settle(Channel.Shell);
            }

            publisher.Reply(
                "execute_reply",
                request,
                writer => WriteFailed(writer, number, failure)
            );
        }
        else
        {
            publisher.Reply("execute_reply", request, writer => WriteOk(writer, number, values));
        }
    }

    /// <summary>Counts a message that has come, whatever it asks.</summary>
    public void Count()
    {
        if (_toAbort == 0 && _isMoreToAbort)
        {
            (_toAbort, _isMoreToAbort) = transport.Settle(Channel.Shell);
            _toAbort++;
        }

        IsToAbort = _toAbort > 0;
        _toAbort -= IsToAbort ? 1 : 0;
    }

    /// <summary>Whether the message that was counted last came before the reply that a cell had failed.</summary>
    private bool IsToAbort { get; set; }

    private List<(string Name, ExpressionOutput Value)> Evaluate(
        IReadOnlyList<(string Name, string Text)> expressions,
        ICellOutput output
    )
    {
        List<(string, ExpressionOutput)> values = [];
        foreach ((string name, string text) in expressions)
        {
            ExpressionOutput value = new(output);
            Run(new Cell(_count, text) { Name = $"expression {name}" }, value);
            values.Add((name, value));
        }

        return values;
    }

    private void Run(Cell cell, ICellOutput output) =>
        session.ExecuteAsync(cell, output).GetAwaiter().GetResult();

    private static void WriteOk(
        Utf8JsonWriter writer,
        int number,
        IReadOnlyList<(string Name, ExpressionOutput Value)> values
    )
    {
        writer.WriteString("status", "ok");
        writer.WriteNumber("execution_count", number);
        writer.WriteStartObject("user_expressions");
        foreach ((string name, ExpressionOutput value) in values)
        {
            writer.WritePropertyName(name);
            value.Write(writer);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("payload");
        writer.WriteEndArray();
    }

    private static void WriteFailed(Utf8JsonWriter writer, int number, CellError failure)
    {
        writer.WriteString("status", "error");
        writer.WriteNumber("execution_count", number);
        failure.Write(writer);
        writer.WriteStartObject("user_expressions");
        writer.WriteEndObject();
        writer.WriteStartArray("payload");
        writer.WriteEndArray();
    }

    private static void WriteAborted(Utf8JsonWriter writer) =>
        writer.WriteString("status", "aborted");
}
