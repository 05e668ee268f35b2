using System.Text;

namespace NotebookNet.Runner.Verification;

/// <summary>Where in JSON a value stands; written out only where it is told.</summary>
/// <param name="Parent">What holds it; null for the whole.</param>
/// <param name="Key">Its key in an object, or what the whole is called.</param>
/// <param name="Index">Its index, where it has no key.</param>
internal sealed record JsonPlace(JsonPlace? Parent, string? Key, int Index)
{
    public override string ToString()
    {
        StringBuilder path = new();
        Stack<JsonPlace> places = [];
        for (JsonPlace? place = this; place is not null; place = place.Parent)
        {
            places.Push(place);
        }

        foreach (JsonPlace place in places)
        {
            path.Append(
                place.Parent is null ? place.Key
                : place.Key is null ? Invariant($"[{place.Index}]")
                : $".{place.Key}"
            );
        }

        return path.ToString();
    }
}
