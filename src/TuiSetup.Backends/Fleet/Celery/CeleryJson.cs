using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>Bodies of messages as tokens.</summary>
internal static class CeleryJson
{
    /// <summary>Deeper than any plan.</summary>
    private const int MaxDepth = 96;

    /// <exception cref="MessageException">It is not JSON; the message says where.</exception>
    public static JToken Parse(ReadOnlySpan<byte> body)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
        }
        catch (DecoderFallbackException)
        {
            throw new MessageException(T("its body is not UTF-8"));
        }

        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxDepth };
            var token = JToken.Load(reader);
            return reader.Read() ? throw new MessageException(T("there is more after the end of its body")) : Unwrap(token);
        }
        catch (JsonReaderException broken)
        {
            throw new MessageException(T($"its body is not JSON at line {broken.LineNumber}, column {broken.LinePosition + 1}"));
        }
        catch (JsonException)
        {
            throw new MessageException(T("its body is not JSON"));
        }
    }

    public static byte[] Write(JToken token) => Encoding.UTF8.GetBytes(token.ToString(Formatting.None));

    /// <summary>kombu 5.3 and later writes dates, UUIDs and decimals as <c>{"__type__": T, "__value__": V}</c>; the value is what earlier ones wrote.</summary>
    private static JToken Unwrap(JToken token)
    {
        switch (token)
        {
            case JObject { Count: 2 } map when map["__type__"] is not null && map["__value__"] is { } value:
                return Unwrap(value);
            case JObject map:
                foreach (var property in map.Properties())
                {
                    Replace(property.Value);
                }

                return map;
            case JArray list:
                for (var index = 0; index < list.Count; index++)
                {
                    Replace(list[index]);
                }

                return list;
            default:
                return token;
        }
    }

    private static void Replace(JToken token)
    {
        var plain = Unwrap(token);
        if (!ReferenceEquals(plain, token))
        {
            token.Replace(plain);
        }
    }
}
