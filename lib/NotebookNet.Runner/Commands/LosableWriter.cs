using System.Text;

namespace NotebookNet.Runner.Commands;

/// <summary>The console, which may be closed: what nobody can read is lost, and the run goes on to its report.</summary>
internal sealed class LosableWriter(TextWriter writer) : TextWriter
{
    private bool _isLost;

    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value) => Try(() => writer.Write(value));

    public override void Write(string? value) => Try(() => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) =>
        Try(() => writer.Write(buffer, index, count));

    public override void WriteLine(string? value) => Try(() => writer.WriteLine(value));

    public override void Flush() => Try(writer.Flush);

    private void Try(Action write)
    {
        if (_isLost)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _isLost = true;
        }
    }
}
