using System.Globalization;

namespace NotebookNet.Session;

/// <summary>Takes what a formatter writes, up to the limit of a value: a formatter may have no end.</summary>
internal sealed class LimitedWriter() : StringWriter(CultureInfo.InvariantCulture)
{
    public override void Write(char value)
    {
        Check(1);
        base.Write(value);
    }

    public override void Write(string? value)
    {
        Check(value?.Length ?? 0);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Check(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check(buffer.Length);
        base.Write(buffer);
    }

    private void Check(int length)
    {
        if ((long)GetStringBuilder().Length + length > OutputLimit.Characters)
        {
            throw OutputLimit.ValueTooLong();
        }
    }
}
