using System.Globalization;
using System.Text;

namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>The headers of a message by their names. Texts come as bytes, and numbers in whatever size they were sent.</summary>
internal sealed class HeaderTable(IDictionary<string, object?>? headers)
{
    private readonly IDictionary<string, object?> _headers = headers ?? new Dictionary<string, object?>();

    public string? Text(string name) => _headers.TryGetValue(name, out var value) ? AsText(value) : null;

    /// <exception cref="MessageException">It is not a number.</exception>
    public double? Number(string name) => _headers.TryGetValue(name, out var value) ? AsNumber(name, value) : null;

    public bool Truth(string name) => _headers.TryGetValue(name, out var value) && value is true;

    /// <summary>A time with or without its zone; without one it is UTC.</summary>
    /// <exception cref="MessageException">It is not a time.</exception>
    public DateTimeOffset? Time(string name)
        => Text(name) is not { Length: > 0 } text ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : throw new MessageException(T($"its header '{name}' is not a time"));

    /// <summary>Two numbers, such as the time limits; both null when there are none.</summary>
    /// <exception cref="MessageException">They are not numbers.</exception>
    public (double? First, double? Second) Pair(string name)
        => _headers.TryGetValue(name, out var value) && value is IList<object?> { Count: 2 } list
            ? (AsNumber(name, list[0]), AsNumber(name, list[1]))
            : (null, null);

    /// <summary>datetime.isoformat() in UTC. Python takes six digits of a second and no more.</summary>
    public static string Iso(DateTimeOffset time)
        => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);

    public static string? AsText(object? value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        string text => text,
        null => null,
        IConvertible number => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static double? AsNumber(string name, object? value) => value switch
    {
        null => null,
        int or long or short or byte or sbyte or ushort or uint or double or float or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => throw new MessageException(T($"its header '{name}' is not a number")),
    };
}
