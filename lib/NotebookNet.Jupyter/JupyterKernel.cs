using System.Text.Json;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Jupyter.Transport;
using NotebookNet.Session;

namespace NotebookNet.Jupyter;

/// <summary>A Jupyter kernel: does what front ends ask for by messages, with one session.</summary>
internal sealed class JupyterKernel
{
    private readonly ITransport _transport;
    private readonly WireFormat _wire;
    private readonly KernelLog _log;
    private readonly Publisher _publisher;
    private readonly Execution _execution;
    private readonly TaskCompletionSource _ended = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private readonly Dictionary<Channel, Dictionary<string, Action<Message>>> _handlers;

    public JupyterKernel(
        ITransport transport,
        WireFormat wire,
        CSharpSession session,
        KernelLog log
    )
    {
        _transport = transport;
        _wire = wire;
        _log = log;
        _publisher = new Publisher(transport, wire);
        _execution = new Execution(_publisher, transport, session);
        _handlers = new()
        {
            [Channel.Shell] = new()
            {
                ["kernel_info_request"] = TellAboutKernel,
                ["execute_request"] = _execution.Execute,
                ["history_request"] = TellHistory,
                ["shutdown_request"] = ShutDown,
            },
            [Channel.Control] = new()
            {
                ["kernel_info_request"] = TellAboutKernel,
                ["interrupt_request"] = Interrupt,
                ["shutdown_request"] = ShutDown,
            },
        };
    }

    /// <summary>Completes when a front end has asked for the kernel's end.</summary>
    public Task Completion => _ended.Task;

    /// <summary>Begins to do what front ends ask for.</summary>
    public void Start()
    {
        _publisher.PublishState("starting", parent: null);
        foreach (Channel channel in _handlers.Keys)
        {
            // Threads of their own: a cell may keep those of the pool.
            new Thread(() => Serve(channel))
            {
                IsBackground = true,
                Name = $"Jupyter {channel}",
            }.Start();
        }
    }

    private void Serve(Channel channel)
    {
        while (_transport.Receive(channel) is { } frames)
        {
            Message request;
            try
            {
                request = _wire.Read(channel, frames);
            }
            catch (MessageFormatException exception)
            {
                _log.Write($"{channel}: a message is dropped: {exception.Message}");
                continue;
            }
            finally
            {
                if (channel == Channel.Shell)
                {
                    _execution.Count();
                }
            }

            _publisher.PublishState("busy", request);
            Handle(request);
            _publisher.PublishState("idle", request);
            if (request.Type == "shutdown_request")
            {
                _ended.TrySetResult();
            }
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

    private void Interrupt(Message request)
    {
        _publisher.Reply("interrupt_reply", request, writer => writer.WriteString("status", "ok"));
    }

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
