using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NotebookNet.Jupyter;

/// <summary>
/// One of the process's own standard streams on Unix, led through this process: what native code and started processes write
/// while a cell runs is shown in the cell, all else goes where it went before.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as its process.")]
internal sealed partial class NativeStream
{
    /// <summary>Ends, in the stream, what a cell has written.</summary>
    private const byte EndOfCell = 0x1e;

    // Not fcntl: its third argument is one of a variable number, which Apple's processors expect elsewhere than all others.
    private static readonly nuint s_closeOnExecute = OperatingSystem.IsLinux()
        ? 0x5451u
        : 0x2000_6601u;

    /// <summary>How long the end of a cell waits for what was written before it: the stream may be another program's, too.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly int _descriptor;
    private readonly SafeFileHandle _sink;
    private readonly SafeFileHandle _source;
    private readonly FileStream _ends;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly object _lock = new();
    private Action<string>? _show;
    private int _awaitedEnds;

    [UnsupportedOSPlatform("windows")]
    private NativeStream(int descriptor, int original, int source, int sink)
    {
        _descriptor = descriptor;
        _source = new SafeFileHandle(source, ownsHandle: true);
        _sink = new SafeFileHandle(sink, ownsHandle: true);
        _ends = new FileStream(_sink, FileAccess.Write, bufferSize: 0);
        _ = Control(original, s_closeOnExecute);
        _ = Control(sink, s_closeOnExecute);
        Original = new BackgroundWriter(
            new FileStream(
                new SafeFileHandle(original, ownsHandle: true),
                FileAccess.Write,
                bufferSize: 0
            )
        );
    }

    /// <summary>Where the stream went before.</summary>
    public BackgroundWriter Original { get; }

    /// <summary>From where a process that is started now can read the stream.</summary>
    public string SourcePath => Invariant($"/dev/fd/{_source.DangerousGetHandle()}");

    /// <summary>Makes a stream ready to be led through this process.</summary>
    /// <param name="descriptor">Its number: 1 or 2.</param>
    /// <returns>Null where the system has no room for it.</returns>
    [UnsupportedOSPlatform("windows")]
    public static NativeStream? Of(int descriptor)
    {
        int[] ends = new int[2];
        int original = Duplicate(descriptor);
        return original >= 0 && CreatePipe(ends) == 0
            ? new NativeStream(descriptor, original, ends[0], ends[1])
            : null;
    }

    /// <summary>Leads the stream through this process from now on.</summary>
    [UnsupportedOSPlatform("windows")]
    public void Redirect()
    {
        _ = Control((int)_source.DangerousGetHandle(), s_closeOnExecute);
        _ = Replace((int)_sink.DangerousGetHandle(), _descriptor);
        new Thread(Read) { IsBackground = true, Name = "Jupyter native stream" }.Start();
    }

    /// <summary>What is written from now on is a cell's.</summary>
    public void Begin(Action<string> show)
    {
        lock (_lock)
        {
            _show = show;
        }
    }

    /// <summary>Waits until what the cell has written has been shown.</summary>
    public void End()
    {
        lock (_lock)
        {
            _awaitedEnds++;
        }

        // Not while the lock is held: where the stream is full it must be read first.
        _ends.Write([EndOfCell]);
        lock (_lock)
        {
            while (_awaitedEnds > 0 && Monitor.Wait(_lock, s_patience)) { }

            _awaitedEnds = 0;
            _show = null;
        }
    }

    private void Read()
    {
        byte[] bytes = new byte[16_384];
        using FileStream source = new(_source, FileAccess.Read, bufferSize: 0);
        int count;
        while ((count = source.Read(bytes)) > 0)
        {
            ReadOnlySpan<byte> rest = bytes.AsSpan(0, count);
            for (int end; (end = rest.IndexOf(EndOfCell)) >= 0; rest = rest[(end + 1)..])
            {
                Pass(rest[..end]);
                EndCell();
            }

            Pass(rest);
        }
    }

    private void EndCell()
    {
        lock (_lock)
        {
            _awaitedEnds = Math.Max(0, _awaitedEnds - 1);
            Monitor.PulseAll(_lock);
        }
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        lock (_lock)
        {
            if (_show is null)
            {
                Original.Write(bytes.ToArray());
                return;
            }

            char[] text = new char[_decoder.GetCharCount(bytes, flush: false)];
            _decoder.GetChars(bytes, text, flush: false);
            _show(new string(text));
        }
    }

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "pipe")]
    private static partial int CreatePipe([Out] int[] ends);

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Replace(int descriptor, int replaced);

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request);
}
