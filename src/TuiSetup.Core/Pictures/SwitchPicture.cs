using System.Collections.Immutable;

namespace TuiSetup.Core.Pictures;

/// <summary>A port of a switch in a picture.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Note">What it is for; ports with one note stand together.</param>
public sealed record Leg(string Name, string Note);

/// <summary>
/// A switch as a box, with its ports to the left and to the right. It is made of the characters that every terminal can draw,
/// and fits 70 columns.
/// </summary>
public static class SwitchPicture
{
    private const int MostRows = 14, Side = 25, LeastNote = 13, Wire = 2, LeastBox = 7, MostBox = 11;

    /// <param name="name">Name of the switch.</param>
    /// <param name="left">Where it leads to: gateways, other switches, what is mirrored.</param>
    /// <param name="right">Hosts, or where copies go.</param>
    public static ImmutableArray<string> Draw(string name, IReadOnlyList<Leg> left, IReadOnlyList<Leg> right)
    {
        var box = Math.Clamp(TextWidth.Of(name) + 2, LeastBox, MostBox);
        var (leftRows, rightRows) = (Rows(left), Rows(right));
        var height = Math.Max(1, Math.Max(leftRows.Count, rightRows.Count));
        var margin = new string(' ', Side + 1 + Wire);
        var lines = ImmutableArray.CreateBuilder<string>(height + 2);
        lines.Add($"{margin}┌{new string('─', box)}┐");
        for (var row = 0; row < height; row++)
        {
            var title = row == (height - 1) / 2 ? Fit(name, box - 2) : "";
            lines.Add($"{Left(leftRows, row)}{Center(title, box)}{Right(rightRows, row)}".TrimEnd());
        }

        lines.Add($"{margin}└{new string('─', box)}┘");
        return lines.ToImmutable();
    }

    /// <summary>As many as there is room for; the note stands beside the first port that has it.</summary>
    private static List<Leg> Rows(IReadOnlyList<Leg> legs)
    {
        var shown = legs.Count <= MostRows ? legs : [.. legs.Take(MostRows - 1), new Leg("", T($"and {legs.Count - MostRows + 1} more"))];
        return [.. shown.Select((leg, index) => index > 0 && leg.Name.Length > 0 && shown[index - 1].Note == leg.Note ? leg with { Note = "" } : leg)];
    }

    private static string Left(List<Leg> rows, int row)
    {
        if (row >= rows.Count)
        {
            return new string(' ', Side + 1 + Wire) + "│";
        }

        var (note, name) = Widths(rows);
        var text = $"{TextWidth.PadLeft(Fit(rows[row].Note, note), note)} {TextWidth.PadLeft(Fit(rows[row].Name, name), name)}";
        return $"{TextWidth.PadLeft(text, Side)} {(rows[row].Name.Length > 0 ? new string('─', Wire) + "┤" : new string(' ', Wire) + "│")}";
    }

    private static string Right(List<Leg> rows, int row)
    {
        if (row >= rows.Count)
        {
            return "│";
        }

        var (note, name) = Widths(rows);
        return $"{(rows[row].Name.Length > 0 ? "├" + new string('─', Wire) : "│" + new string(' ', Wire))} {TextWidth.Pad(Fit(rows[row].Name, name), name)} {Fit(rows[row].Note, note)}";
    }

    /// <summary>Both have the room that the other leaves; where it is too narrow for both, a note has <see cref="LeastNote"/>.</summary>
    private static (int Note, int Name) Widths(List<Leg> rows)
    {
        var (note, name) = (rows.Max(leg => TextWidth.Of(leg.Note)), rows.Max(leg => TextWidth.Of(leg.Name)));
        name = Math.Min(name, Side - 1 - Math.Min(note, LeastNote));
        return (Math.Min(note, Side - 1 - name), name);
    }

    private static string Center(string text, int width) => TextWidth.Pad(new string(' ', Math.Max(0, (width - TextWidth.Of(text)) / 2)) + text, width);

    private static string Fit(string text, int width) => TextWidth.Of(text) <= width ? text : TextWidth.Cut(text, Math.Max(0, width - 1)) + "~";
}
