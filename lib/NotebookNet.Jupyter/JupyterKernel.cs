using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using NotebookNet.Jupyter.Help;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Jupyter.Transport;
using NotebookNet.Session;

namespace NotebookNet.Jupyter;

/// <summary>A Jupyter kernel: does what front ends ask for by messages, with one session.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as its process.")]
internal sealed class JupyterKernel
{
    private const string ShutdownRequest = "shutdown_request";

    private readonly ITransport _transport;
    private readonly WireFormat _wire;
    private readonly CSharpSession _session;
    private readonly KernelLog _log;
    private readonly Publisher _publisher;
    private readonly Execution _execution;
    private readonly HelpRequests _help;
    private readonly InputRequests _inputs;
    private readonly CancellationTokenSource _ending = new();
    private readonly IReadOnlyList<Thread> _threads;

    private readonly Dictionary<Channel, Dictionary<string, Action<Message>>> _handlers;

    public JupyterKernel(
        ITransport transport,
        WireFormat wire,
        CSharpSession session,
        ICellHelp help,
        NativeOutput native,
        KernelLog log
    )
    {
        _transport = transport;
        _wire = wire;
        _session = session;
        _log = log;
        _publisher = new Publisher(transport, wire);
        _inputs = new InputRequests(_publisher);
        _execution = new Execution(_publisher, transport, session, native, _inputs);
        _help = new HelpRequests(_publisher, help);
        Comms comms = new(_publisher);
        _handlers = new()
        {
            [Channel.Shell] = new()
            {
                ["kernel_info_request"] = TellAboutKernel,
                ["execute_request"] = Execute,
                ["complete_request"] = _help.Complete,
                ["inspect_request"] = _help.Inspect,
                ["is_complete_request"] = _help.IsComplete,
                ["history_request"] = TellHistory,
                ["comm_info_request"] = comms.TellComms,
                ["comm_open"] = comms.Open,
                ["comm_msg"] = Ignore,
                ["comm_close"] = Ignore,
                [ShutdownRequest] = ShutDown,
            },
            [Channel.Control] = new()
            {
                ["kernel_info_request"] = TellAboutKernel,
                ["interrupt_request"] = Interrupt,
                [ShutdownRequest] = ShutDown,
                ["debug_request"] = RefuseDebugging,
            },
            [Channel.Stdin] = new() { ["input_reply"] = _inputs.Receive },
        };
        // Threads of their own: a cell may keep those of the pool.
        _threads =
        [
            .. _handlers.Keys.Select(channel => new Thread(() => Serve(channel))
            {
                IsBackground = true,
                Name = $"Jupyter {channel}",
            }),
        ];
    }

    /// <summary>Is cancelled when the kernel is to end: a front end has asked for it, or <see cref="End"/> was called.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Begins to do what front ends ask for.</summary>
    public void Start()
    {
        _publisher.PublishState("starting", parent: null);
        foreach (Thread thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Ends the running cell, and whatever else the kernel is busy with. The session stays.</summary>
    public void Interrupt()
    {
        _session.Interrupt();
        _inputs.Interrupt();
        _help.Interrupt();
    }

    /// <summary>Takes no more requests.</summary>
    public void End() => _ending.Cancel();

    /// <summary>Waits until nothing that was asked for runs any more, but not for ever.</summary>
    /// <returns>Whether nothing does.</returns>
    public bool Join(TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        return _threads.All(thread =>
        {
            TimeSpan left = patience - Stopwatch.GetElapsedTime(start);
            return thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        });
    }

    private void Serve(Channel channel)
    {
        while (!_ending.IsCancellationRequested && Receive(channel) is { } frames)
        {
            try
            {
                Serve(channel, frames);
            }
            catch (Exception exception)
            {
                // Whatever a message holds, the next one is served.
                _log.Write($"{channel}: {exception.GetType().Name}: {exception.Message}");
            }
        }
    }

    private void Serve(Channel channel, IReadOnlyList<byte[]> frames)
    {
        Message? request = Read(channel, frames);
        if (channel == Channel.Shell)
        {
            _execution.Count();
        }

        if (request is null)
        {
            return;
        }

        // Replies to the kernel's own questions keep it from nothing.
        if (channel == Channel.Stdin)
        {
            Handle(request);
            return;
        }

        _publisher.PublishState("busy", request);
        Handle(request);
        _publisher.PublishState("idle", request);
        if (request.Type == ShutdownRequest)
        {
            End();
        }
    }

    private IReadOnlyList<byte[]>? Receive(Channel channel)
    {
        try
        {
            return _transport.Receive(channel, _ending.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private Message? Read(Channel channel, IReadOnlyList<byte[]> frames)
    {
        try
        {
            return _wire.Read(channel, frames);
        }
        catch (Exception exception)
            when (exception is MessageFormatException or InvalidOperationException)
        {
            _log.Write($"{channel}: a message is dropped: {exception.Message}");
            return null;
        }
    }

    private void Handle(Message request)
    {
        try
        {
            if (_handlers[request.Channel].TryGetValue(request.Type, out Action<Message>? handle))
            {
                handle(request);
            }
            else
            {
                _log.Write(
                    $"{request.Channel}: nothing is known of messages \"{Short(request.Type)}\""
                );
            }
        }
        catch (MessageFormatException exception)
        {
            _log.Write($"{request.Channel}: {request.Type}: {exception.Message}");
            Refuse(request, "MessageError", exception.Message);
        }
        catch (Exception exception)
        {
            _log.Write($"{request.Type}: {exception.GetType().Name}: {exception.Message}");
            Refuse(request, exception.GetType().Name, exception.Message);
        }
    }

    private void Refuse(Message request, string name, string message)
    {
        const string Request = "_request";
        if (!request.Type.EndsWith(Request, StringComparison.Ordinal))
        {
            return;
        }

        _publisher.Reply(
            $"{request.Type[..^Request.Length]}_reply",
            request,
            writer =>
            {
                writer.WriteString("status", "error");
                new CellError(name, message, [$"{name}: {message}"]).Write(writer);
            }
        );
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private void TellAboutKernel(Message request) =>
        _publisher.Reply("kernel_info_reply", request, KernelInfo.Write);

    private void Execute(Message request)
    {
        _help.PutOffWarmUp();
        _execution.Execute(request);
        _help.WarmUpSoon();
    }

    private void Interrupt(Message request)
    {
        Interrupt();
        _publisher.ReplyOk("interrupt_reply", request);
    }

    /// <summary>There is no debugger: `kernel_info_reply` says so, and who asks all the same is told.</summary>
    private void RefuseDebugging(Message request) =>
        _publisher.Reply(
            "debug_reply",
            request,
            writer =>
            {
                writer.WriteString("type", "response");
                writer.WriteNumber("request_seq", request.Content.OptionalNumber("seq") ?? 0);
                writer.WriteBoolean("success", false);
                writer.WriteString("command", request.Content.OptionalText("command") ?? "");
                writer.WriteString("message", "This kernel has no debugger.");
            }
        );

    private static void Ignore(Message request) { }

    private void ShutDown(Message request)
    {
        void Write(Utf8JsonWriter writer)
        {
            writer.WriteString("status", "ok");
            writer.WriteBoolean("restart", request.Content.Flag("restart", absent: false));
        }

        _publisher.Reply("shutdown_reply", request, Write);
        _publisher.Publish("shutdown_reply", request, Write);
    }

    private void TellHistory(Message request)
    {
        IReadOnlyList<HistoryEntry> entries = _execution.History.Find(request.Content);
        bool withOutput = request.Content.Flag("output", absent: false);
        _publisher.Reply(
            "history_reply",
            request,
            writer =>
            {
                writer.WriteString("status", "ok");
                writer.WriteStartArray("history");
                foreach (HistoryEntry entry in entries)
                {
                    entry.Write(writer, withOutput);
                }

                writer.WriteEndArray();
            }
        );
    }
}
