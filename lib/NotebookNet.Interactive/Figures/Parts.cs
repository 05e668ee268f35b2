using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;

namespace NotebookNet.Interactive.Figures;

/// <summary>Reads, changes and copies the parts of a Plotly.NET chart by plotly's own names.</summary>
internal static class Parts
{
    private static readonly char[] s_digits = [.. "0123456789"];

    private static readonly Func<object, object> s_clone = typeof(object)
        .GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!
        .CreateDelegate<Func<object, object>>();

    private static readonly Action<Part, Dictionary<string, object>> s_setMembers = typeof(Part)
        .GetProperty(nameof(Part.Properties))!
        .GetSetMethod(nonPublic: true)!
        .CreateDelegate<Action<Part, Dictionary<string, object>>>();

    /// <summary>Plotly.NET's types of parts: only what has the right one is found and refined by its functions.</summary>
    private static readonly Dictionary<string, Func<Part>> s_types = new()
    {
        ["title"] = () => new Title(),
        ["font"] = () => new Font(),
        ["textfont"] = () => new Font(),
        ["tickfont"] = () => new Font(),
        ["margin"] = () => new Margin(),
        ["legend"] = () => new Legend(),
        ["xaxis"] = () => new LinearAxis(),
        ["yaxis"] = () => new LinearAxis(),
        ["zaxis"] = () => new LinearAxis(),
        ["scene"] = () => new Scene(),
        ["camera"] = () => new Camera(),
        ["marker"] = () => new Marker(),
        ["line"] = () => new Line(),
        ["colorbar"] = () => new ColorBar(),
        ["contours"] = () => new Contours(),
        ["error_y"] = () => new Error(),
    };

    /// <summary>The attribute at the end of a path; null where there is none.</summary>
    public static object? Find(this Part part, params ReadOnlySpan<string> path)
    {
        object? found = part;
        foreach (string name in path)
        {
            found =
                found is Part owner && owner.Properties.TryGetValue(name, out object? value)
                    ? value
                    : null;
        }
        return found;
    }

    /// <summary>Sets one attribute.</summary>
    public static void Put(this Part part, string name, object? value) =>
        part.Properties[name] = (name, value) switch
        {
            (_, Attributes members)
                when s_types.TryGetValue(name.TrimEnd(s_digits), out Func<Part>? create) => With(
                create(),
                members.Properties
            ),
            ("annotations", IEnumerable<Part> items) => items.Select(As<Annotation>).ToArray(),
            ("shapes", IEnumerable<Part> items) => items.Select(As<Shape>).ToArray(),
            _ => value!,
        };

    /// <summary>Sets the attribute at the end of a dotted path, and makes the parts on the way. Numbers are rounded to what can be seen.</summary>
    public static void Set(this Part part, string path, object? value)
    {
        string[] names = path.Split('.');
        foreach (string name in names[..^1])
        {
            if (part.Find(name) is not Part next)
            {
                part.Put(name, new Attributes());
                next = (Part)part.Find(name)!;
            }
            part = next;
        }
        part.Put(
            names[^1],
            value switch
            {
                double number => Numbers.Round(number, 15),
                IEnumerable<double> numbers => Numbers.Rounded(Numbers.Read(numbers, path)),
                _ => value,
            }
        );
    }

    /// <summary>A copy that can be changed: parts within it are copied too, lists and their items are shared.</summary>
    public static T Copy<T>(T part)
        where T : Part =>
        With(
            (T)s_clone(part),
            part.Properties.Select(member =>
                KeyValuePair.Create(
                    member.Key,
                    member.Value is Part inner ? Copy(inner) : member.Value
                )
            )
        );

    /// <summary>What JSON says, as parts.</summary>
    public static object? Of(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                Attributes part = new();
                foreach ((string name, JsonNode? value) in members)
                {
                    part[name] = Of(value);
                }
                return part;
            case JsonArray items:
                object?[] all = [.. items.Select(Of)];
                return all.Length > 0 && Array.TrueForAll(all, item => item is Part)
                    ? all.Cast<Part>().ToArray()
                    : all;
            case null:
                return null;
            default:
                return node.GetValueKind() switch
                {
                    JsonValueKind.Number => JsonPath.Number((JsonValue)node),
                    JsonValueKind.String => (string)node!,
                    _ => (bool)node,
                };
        }
    }

    private static T As<T>(Part part)
        where T : Part, new() => part as T ?? With(new T(), part.Properties);

    private static T With<T>(T part, IEnumerable<KeyValuePair<string, object>> members)
        where T : Part
    {
        s_setMembers(part, new Dictionary<string, object>(members));
        return part;
    }
}
