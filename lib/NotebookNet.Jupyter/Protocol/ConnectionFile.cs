using System.Net;
using System.Text;
using System.Text.Json;

namespace NotebookNet.Jupyter.Protocol;

/// <summary>Where a kernel is to be reached, and with which key messages are signed: a front end writes it and starts the kernel with it.</summary>
internal sealed record ConnectionFile
{
    private const string Scheme = "hmac-sha256";
    private const int MostBytes = 1 << 20;

    /// <summary>The address, in the form that ZeroMQ takes: IPv6 in brackets.</summary>
    public required string Address { get; init; }

    public required IReadOnlyDictionary<Channel, int> Ports { get; init; }

    /// <summary>The key; empty where messages are not signed.</summary>
    public required byte[] Key { get; init; }

    /// <summary>The end point of a channel.</summary>
    public string EndPoint(Channel channel) => Invariant($"tcp://{Address}:{Ports[channel]}");

    /// <summary>The file's field that holds a channel's port.</summary>
    public static string FieldOf(Channel channel) =>
        channel switch
        {
            Channel.Shell => "shell_port",
            Channel.IOPub => "iopub_port",
            Channel.Stdin => "stdin_port",
            Channel.Control => "control_port",
            _ => "hb_port",
        };

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConnectionException">It cannot be read, or is no connection file, or asks for what there is not.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.CanSeek && file.Length > MostBytes)
            {
                throw new ConnectionException(
                    Invariant(
                        $"{path}: a connection file of {file.Length:N0} bytes; it has some hundred"
                    )
                );
            }

            using JsonDocument document = JsonDocument.Parse(file);
            return Parse(document.RootElement);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ConnectionException($"{path}: cannot be read: {exception.Message}");
        }
        catch (JsonException exception)
        {
            throw new ConnectionException(
                Invariant(
                    $"{path}: not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})"
                )
            );
        }
        catch (FormatException exception)
        {
            throw new ConnectionException($"{path}: {exception.Message}");
        }
    }

    private static ConnectionFile Parse(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("not a connection file: it holds no JSON object");
        }

        string transport = Text(root, "transport", "tcp");
        if (transport != "tcp")
        {
            throw new FormatException(
                $"\"transport\" is \"{transport}\"; this kernel knows \"tcp\" only"
            );
        }

        string scheme = Text(root, "signature_scheme", Scheme);
        string key = Text(root, "key", "");
        if (key.Length > 0 && scheme != Scheme)
        {
            throw new FormatException(
                $"\"signature_scheme\" is \"{scheme}\"; this kernel knows \"{Scheme}\" only"
            );
        }

        Dictionary<Channel, int> ports = Enum.GetValues<Channel>()
            .ToDictionary(channel => channel, channel => Port(root, FieldOf(channel)));
        if (ports.Values.Distinct().Count() < ports.Count)
        {
            throw new FormatException("two of its ports are the same");
        }

        return new ConnectionFile
        {
            Address = AddressOf(Text(root, "ip", "127.0.0.1")),
            Ports = ports,
            Key = Encoding.UTF8.GetBytes(key),
        };
    }

    /// <summary>Of the address named, and no other one, messages are taken.</summary>
    private static string AddressOf(string ip)
    {
        if (ip is "*" or "localhost")
        {
            return ip == "*" ? "0.0.0.0" : "127.0.0.1";
        }

        return Uri.CheckHostName(ip) switch
        {
            UriHostNameType.IPv4 => ip,
            UriHostNameType.IPv6 => $"[{ip}]",
            _ => throw new FormatException(
                $"\"ip\" is \"{ip}\"; expected an address, such as 127.0.0.1"
            ),
        };
    }

    private static string Text(JsonElement root, string name, string absent)
    {
        if (!root.TryGetProperty(name, out JsonElement value))
        {
            return absent;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw new FormatException($"\"{name}\" is {value.GetRawText()}; expected a text");
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new FormatException($"\"{name}\" is no Unicode text");
        }
    }

    private static int Port(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement value))
        {
            throw new FormatException($"\"{name}\" is missing");
        }

        if (
            value.ValueKind != JsonValueKind.Number
            || !value.TryGetInt32(out int port)
            || port is < 1 or > IPEndPoint.MaxPort
        )
        {
            throw new FormatException(
                Invariant(
                    $"\"{name}\" is {value.GetRawText()}; expected a number from 1 to {IPEndPoint.MaxPort}"
                )
            );
        }

        return port;
    }
}
