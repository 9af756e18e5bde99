using System.Text;
using TuiSetup.VCenterSim.Http;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim;

/// <summary>What a test makes go wrong, a number of times, when a method is called.</summary>
internal sealed class Troubles
{
    private readonly Lock _lock = new();
    private readonly List<(string Method, Trouble Trouble)> _waiting = [];

    public void Add(string method, Trouble trouble, int times = 1)
    {
        lock (_lock)
        {
            _waiting.AddRange(Enumerable.Repeat((method, trouble), times));
        }
    }

    public Trouble? Take(string method)
    {
        lock (_lock)
        {
            var at = _waiting.FindIndex(one => one.Method == method);
            if (at < 0)
            {
                return null;
            }

            var trouble = _waiting[at].Trouble;
            _waiting.RemoveAt(at);
            return trouble;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _waiting.Clear();
        }
    }
}

/// <summary>One thing that goes wrong.</summary>
/// <param name="Instead">Answered without doing anything; null does what was asked.</param>
/// <param name="Fault">Fault of the call itself.</param>
/// <param name="TaskFault">Fault in which the task of the call ends.</param>
/// <param name="Then">Makes another answer of the real one.</param>
internal sealed record Trouble(HttpResponse? Instead = null, SimFault? Fault = null, SimFault? TaskFault = null, Func<HttpResponse, HttpResponse>? Then = null)
{
    public static Trouble Unavailable { get; } = new(new HttpResponse(503, "text/plain", Encoding.ASCII.GetBytes("no healthy upstream")));

    public static Trouble Html { get; } = new(new HttpResponse(200, "text/html", Encoding.ASCII.GetBytes("<html><body>Welcome</body></html>")));

    public static Trouble HangUp { get; } = new(HttpResponse.HangUp);

    /// <summary>The call is carried out, but its answer gets lost.</summary>
    public static Trouble LostAnswer { get; } = new(Then: _ => HttpResponse.HangUp);

    public static Trouble Truncated { get; } = new(Then: answer => answer with { CutAfter = answer.Body.Length / 2 });

    public static Trouble Of(SimFault fault) => new(Fault: fault);

    public static Trouble InTask(SimFault fault) => new(TaskFault: fault);
}
