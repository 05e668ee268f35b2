using System.Diagnostics.CodeAnalysis;
using NotebookNet.Jupyter.Help;
using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Jupyter;

/// <summary>Answers what front ends ask about a cell that is being written.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as its process.")]
internal sealed class HelpRequests(Publisher publisher, ICellHelp help)
{
    /// <summary>Who executes nothing for that long reads or writes: then the services make themselves ready, of which a run without an editor needs none.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(3);

    /// <summary>After that long nobody waits for an answer any more, but others for the channel.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Timer _warmUp = new(_ => help.WarmUpAsync(CancellationToken.None));
    private volatile Action? _cancel;

    /// <summary>Ends the work on an answer.</summary>
    public void Interrupt() => _cancel?.Invoke();

    /// <summary>A cell begins: the processor is its own.</summary>
    public void PutOffWarmUp() => _warmUp.Change(Timeout.Infinite, Timeout.Infinite);

    /// <summary>A cell has ended; where no other one follows soon, the first answer is made ready.</summary>
    public void WarmUpSoon() => _warmUp.Change(s_pause, Timeout.InfiniteTimeSpan);

    public void Complete(Message request)
    {
        (string code, int cursor) = Position(request);
        Completions found = Ask(
            cancellation => help.CompleteAsync(code, cursor, cancellation),
            Completions.None(cursor)
        );
        publisher.Reply(
            "complete_reply",
            request,
            writer =>
            {
                writer.WriteString("status", "ok");
                writer.WriteStartArray("matches");
                foreach (CompletionMatch match in found.Matches)
                {
                    writer.WriteStringValue(match.Text);
                }

                writer.WriteEndArray();
                int start = CodePoints.FromIndex(code, found.Start);
                int end = CodePoints.FromIndex(code, found.End);
                writer.WriteNumber("cursor_start", start);
                writer.WriteNumber("cursor_end", end);
                writer.WriteStartObject("metadata");
                writer.WriteStartArray("_jupyter_types_experimental");
                foreach (CompletionMatch match in found.Matches)
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("start", start);
                    writer.WriteNumber("end", end);
                    writer.WriteString("text", match.Text);
                    writer.WriteString("type", match.Type);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }
        );
    }

    public void Inspect(Message request)
    {
        (string code, int cursor) = Position(request);
        int detailLevel = request.Content.OptionalNumber("detail_level") ?? 0;
        Inspection? found = Ask(
            cancellation => help.InspectAsync(code, cursor, detailLevel, cancellation),
            null
        );
        publisher.Reply(
            "inspect_reply",
            request,
            writer =>
            {
                writer.WriteString("status", "ok");
                writer.WriteBoolean("found", found is not null);
                writer.WriteStartObject("data");
                if (found is not null)
                {
                    writer.WriteString("text/plain", found.Text);
                    writer.WriteString("text/markdown", found.Markdown);
                }

                writer.WriteEndObject();
                writer.WriteStartObject("metadata");
                writer.WriteEndObject();
            }
        );
    }

    public void IsComplete(Message request)
    {
        Completeness found = help.IsComplete(request.Content.Text("code"));
        publisher.Reply(
            "is_complete_reply",
            request,
            writer =>
            {
                writer.WriteString("status", found.Status);
                if (found.Status == "incomplete")
                {
                    writer.WriteString("indent", found.Indent);
                }
            }
        );
    }

    private T Ask<T>(Func<CancellationToken, Task<T>> ask, T nothing)
    {
        // Not disposed of: it may be cancelled at the moment in which the answer is there.
        CancellationTokenSource running = new(s_patience);
        _cancel = running.Cancel;
        try
        {
            return ask(running.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return nothing;
        }
        finally
        {
            _cancel = null;
        }
    }

    private static (string Code, int Cursor) Position(Message request)
    {
        string code = request.Content.Text("code");
        int cursor = request.Content.OptionalNumber("cursor_pos") ?? int.MaxValue;
        return (code, CodePoints.ToIndex(code, cursor));
    }
}
