using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TuiSetup.Core.Values;

namespace TuiSetup.Core.Wizards;

/// <summary>
/// Reads conditions: <c>or</c> binds least, then <c>and</c>, <c>!</c>, then <c>== != in startswith</c>; parentheses;
/// texts in quotes, whole numbers, <c>true</c>, <c>false</c>, lists in brackets; anything else is a question's id.
/// </summary>
internal sealed partial class ConditionParser
{
    private static readonly string[] Comparisons = ["==", "!=", "in", "startswith"];
    private readonly List<(string Text, int Column)> _tokens = [];
    private readonly string _source;
    private int _next;

    private ConditionParser(string source) => _source = source;

    /// <summary>The condition, or null with the reason and the column (from 1) where it went wrong.</summary>
    public static Condition? Parse(string source, out string reason)
    {
        var parser = new ConditionParser(source);
        try
        {
            parser.Scan();
            var condition = parser.Or();
            if (parser._next < parser._tokens.Count)
            {
                throw parser.Wrong(T("the end, 'and' or 'or'"));
            }

            reason = "";
            return condition;
        }
        catch (FormatException wrong)
        {
            reason = wrong.Message;
            return null;
        }
    }

    [GeneratedRegex("""\G\s*(?<token>==|!=|[!()\[\],]|'[^']*'|"[^"]*"|-?[0-9]+|[A-Za-z_][A-Za-z0-9_.-]*)""")]
    private static partial Regex Token();

    private void Scan()
    {
        var at = 0;
        while (at < _source.TrimEnd().Length)
        {
            var match = Token().Match(_source, at);
            if (!match.Success)
            {
                var rest = _source[at..].TrimStart();
                throw new FormatException(T($"column {_source.Length - rest.Length + 1}: '{rest}' cannot be read"));
            }

            var token = match.Groups["token"];
            _tokens.Add((token.Value, token.Index + 1));
            at = match.Index + match.Length;
        }
    }

    private Condition Or()
    {
        var left = And();
        while (Take("or"))
        {
            left = new Condition.Binary("or", left, And());
        }

        return left;
    }

    private Condition And()
    {
        var left = Not();
        while (Take("and"))
        {
            left = new Condition.Binary("and", left, Not());
        }

        return left;
    }

    private Condition Not() => Take("!") ? new Condition.Not(Not()) : Comparison();

    private Condition Comparison()
    {
        var left = Operand();
        foreach (var comparison in Comparisons)
        {
            if (Take(comparison))
            {
                return new Condition.Binary(comparison, left, Operand());
            }
        }

        return left;
    }

    private Condition Operand()
    {
        if (_next == _tokens.Count || _tokens[_next].Text is "and" or "or" or ")" or "]" or "," or "==" or "!=" or "in" or "startswith")
        {
            throw Wrong(T("a question's id or a value"));
        }

        var token = _tokens[_next++].Text;
        switch (token)
        {
            case "(":
                var inner = Or();
                Expect(")");
                return inner;
            case "[":
                return List();
            case "true" or "false":
                return new Condition.Constant(Value.Of(token == "true"));
            case ['\'' or '"', .. var text, _]:
                return new Condition.Constant(Value.Of(text));
            default:
                if (token[0] is not ('-' or >= '0' and <= '9'))
                {
                    return new Condition.Answer(token);
                }

                return long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? new Condition.Constant(Value.Of(number))
                    : throw new FormatException(T($"column {_tokens[_next - 1].Column}: the number {token} is too large"));
        }
    }

    private Condition.ListOf List()
    {
        var items = ImmutableArray.CreateBuilder<Condition>();
        while (!Take("]"))
        {
            if (items.Count > 0)
            {
                Expect(",");
            }

            items.Add(Operand());
        }

        return new Condition.ListOf(items.ToImmutable());
    }

    private bool Take(string token)
    {
        if (_next == _tokens.Count || _tokens[_next].Text != token)
        {
            return false;
        }

        _next++;
        return true;
    }

    private void Expect(string token)
    {
        if (!Take(token))
        {
            throw Wrong($"'{token}'");
        }
    }

    private FormatException Wrong(string expected)
        => _next < _tokens.Count
            ? new FormatException(T($"column {_tokens[_next].Column}: expected {expected}, not '{_tokens[_next].Text}'"))
            : new FormatException(T($"column {_source.Length + 1}: expected {expected} here"));
}
