using System.Text.Json;
using NotebookNet.Session;

namespace NotebookNet.Jupyter;

/// <summary>Keeps the value of one of the `user_expressions`, or its error. What it shows besides is the cell's.</summary>
internal sealed class ExpressionOutput(ICellOutput cell) : ICellOutput
{
    private IReadOnlyDictionary<string, string> _value = new Dictionary<string, string>();
    private CellError? _error;

    public void Stream(string name, string text) => cell.Stream(name, text);

    public void Display(IReadOnlyDictionary<string, string> bundle, string displayId) =>
        cell.Display(bundle, displayId);

    public void Update(IReadOnlyDictionary<string, string> bundle, string displayId) =>
        cell.Update(bundle, displayId);

    public void Clear(bool wait) => cell.Clear(wait);

    public void Result(IReadOnlyDictionary<string, string> bundle) => _value = bundle;

    public void Error(CellError error) => _error = error;

    /// <summary>Writes the expression's entry in the reply.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("status", _error is null ? "ok" : "error");
        if (_error is null)
        {
            _value.Write(writer);
        }
        else
        {
            _error.Write(writer);
        }

        writer.WriteEndObject();
    }
}
