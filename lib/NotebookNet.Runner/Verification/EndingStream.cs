namespace NotebookNet.Runner.Verification;

/// <summary>A file that fails whoever goes on reading behind its end: the decoder of pictures takes that for zeros, and looks for a mark among them for ever.</summary>
internal sealed class EndingStream(byte[] bytes) : MemoryStream(bytes, writable: false)
{
    private const int MostReadsBehind = 1024;

    private int _behind;

    public override int ReadByte()
    {
        int value = base.ReadByte();
        Count(value < 0);
        return value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = base.Read(buffer, offset, count);
        Count(read < count);
        return read;
    }

    private void Count(bool isBehind)
    {
        _behind += isBehind ? 1 : 0;
        if (_behind > MostReadsBehind)
        {
            throw new EndOfStreamException();
        }
    }
}
