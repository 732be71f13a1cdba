import { language, word } from './catalogue.js';

type Sentence = readonly [RegExp, (part: readonly string[]) => string];

/** What the engine says in English, with its figures, in Chinese. The engine's words are in the journal and stay. */
const sentences: readonly Sentence[] = [
  // What happened to accounts and rates.
  [/^(\S+): ([A-Z_]+) → ([A-Z_]+)$/, ([, account, from, to]) => `${account}：${status(from)} → ${status(to)}`],
  [/^(\S+) (\S+): (RATE|PROHIBITED|PRINCIPLES_ONLY|VENUE_SET|UNAVAILABLE) (\S+)$/, ([, law, id, kind, rate]) =>
    kind === 'RATE' ? `${law}，${id}：保证金率 ${rate}` : `${law}，${id}：${word('kind', kind ?? '')}`],
  [/^(\S+): (\S+) from (\S+)$/, ([, law, rate, time]) => `${law}：自 ${time} 起为 ${rate}`],
  [/^The index of (\S+) is held; rates are multiplied by (\S+)$/, ([, market, factor]) => `${market} 的指数价保持不变；费率乘以 ${factor}`],
  [/^Enough sources agree on (\S+) again$/, ([, market]) => `${market} 又有足够多的数据源彼此一致`],
  // Prices at their gates.
  [/^(\S+) has given no price yet$/, ([, source]) => `${source} 尚未给出价格`],
  [/^(\S+) is not a source of (\S+)$/, ([, source, market]) => `${source} 不是 ${market} 的数据源`],
  [/^(\S+): price (\S+)(?: \(bid (\S+), ask (\S+)\))? must be positive$/, ([, source, price]) => `${source}：价格 ${price} 必须为正`],
  [/^(\S+): bid is above ask \(bid (\S+), ask (\S+)\)$/, ([, source, bid, ask]) => `${source}：买价 ${bid} 高于卖价 ${ask}`],
  [/^(\S+): price (\S+) is outside (\S+) to (\S+)$/, ([, source, price, least, most]) => `${source}：价格 ${price} 超出 ${least} 至 ${most}`],
  [/^(\S+): dated (\S+), now is (\S+), limit (\S+) ahead$/, ([, source, time, now, limit]) => `${source}：时间 ${time} 晚于当前 ${now}，允许超前 ${limit}`],
  [/^(\S+): dated (\S+), before the last accepted (\S+)$/, ([, source, time, last]) => `${source}：时间 ${time} 早于上次接受的 ${last}`],
  [/^(\S+): price is (\S+) old, limit (\S+)$/, ([, source, age, limit]) => `${source}：价格已有 ${age}，上限 ${limit}`],
  [/^(\S+): price (\S+) is (\S+) of the reference (\S+) away, limit (\S+)$/, ([, source, price, far, reference, limit]) =>
    `${source}：价格 ${price} 偏离参考价 ${reference} 达 ${far}，上限 ${limit}`],
  // Liquidations, pools and deleveraging.
  [/^(Sell|Buy) (\S+?)(, the whole position,)? at (\S+) or better: equity (.+) below maintenance (.+); mark (\S+), bankruptcy price (\S+)$/,
    ([, side, quantity, whole, limit, equity, maintenance, mark, bankruptcy]) =>
      `${side === 'Sell' ? '卖出' : '买入'} ${quantity}${whole === undefined ? '' : '（全部持仓）'}，价格 ${limit} 或更优：权益 ${equity} 低于维持保证金 ${maintenance}；标记价格 ${mark}，破产价格 ${bankruptcy}`],
  [/^(Sold|Bought) (\S+) at (\S+), fee (.+)$/, ([, side, quantity, price, fee]) =>
    `${side === 'Sold' ? '已卖出' : '已买入'} ${quantity}，价格 ${price}，费用 ${fee}`],
  [/^Order (\d+) ended with (\S+) unfilled(: the venue did not answer in time)?$/, ([, order, left, late]) =>
    `委托 ${order} 结束，未成交 ${left}${late === undefined ? '' : '：场所未及时答复'}`],
  [/^Equity (.+) covers maintenance (.+) again$/, ([, equity, maintenance]) => `权益 ${equity} 重新覆盖维持保证金 ${maintenance}`],
  [/^The venue took over (short|long) (\S+) at the bankruptcy price (\S+), mark (\S+)$/, ([, side, quantity, price, mark]) =>
    `场所按破产价格 ${price} 接管${side === 'short' ? '空头' : '多头'} ${quantity}，标记价格 ${mark}`],
  [/^(\S+) closed at (\S+), the bankruptcy price of (\S+); place (\d+) in the queue, mark (\S+)$/,
    ([, quantity, price, defaulter, place, mark]) =>
      `按 ${defaulter} 的破产价格 ${price} 平仓 ${quantity}；队列第 ${place} 位，标记价格 ${mark}`],
  [/^Loss (.+): pools and own capital paid (\S+), uncovered (\S+)$/, ([, loss, paid, uncovered]) =>
    `损失 ${loss}：资金池与自有资本承担 ${paid}，未覆盖 ${uncovered}`],
  [/^([A-Z_]+): ([A-Z_]+), (.+) left$/, ([, pool, cause, left]) => `${word('pool', pool ?? '')}：${word('cause', cause ?? '')}，余额 ${left}`],
  [/^([A-Z_]+) → ([A-Z_]+): one-day deviation (.+), base pool down (.+) today$/, ([, from, to, sigma, down]) =>
    `${word('regime', from ?? '')} → ${word('regime', to ?? '')}：单日波动 ${sigma}，基础保证金池今日减少 ${down}`],
  [/^Base pool (.+) of (.+) \((.+)\), insurance pool (.+) of (.+)$/, ([, base, target, scenario, insurance, wanted]) =>
    `基础保证金池 ${base}，目标 ${target}（${scenario === 'nobody loses' ? '无人亏损' : scenario}）；波动保险池 ${insurance}，目标 ${wanted}`],
  [/^Too few sources of (\S+) pass their gates; its price liquidates nobody$/, ([, market]) => `${market} 通过校验的数据源太少；其价格不用于强平`],
  [/^The price of (\S+) is (\d+) ms old, limit (\d+); it liquidates nobody$/, ([, market, age, limit]) =>
    `${market} 的价格已有 ${age} 毫秒，上限 ${limit} 毫秒；不用于强平`],
  // Steps of the governor.
  [/^buffer of up to (\S+) of the calculated margin$/, ([, limit]) => `最多为计算所得保证金 ${limit} 的缓冲`],
  [/^stressed margin weighted (\S+)$/, ([, weight]) => `压力期保证金权重 ${weight}`],
  [/^not below (\S+), the margin of ten years of volatility$/, ([, limit]) => `不低于 ${limit}，即十年波动率所需的保证金`],
  [/^override until (\S+): (.*)$/s, ([, until, note]) => `人工设定，至 ${until}：${note}`],
  [/^change is below the band of (\S+)$/, ([, limit]) => `变动小于 ${limit} 的滞后带`],
  [/^at most (\S+) within one interval$/, ([, limit]) => `每个区间内至多变动 ${limit}`],
  [/^open positions are given notice of (\S+) until (\S+)$/, ([, rate, until]) => `已向未平仓位通知 ${rate}，至 ${until} 生效`],
  [/^the announced (\S+) is no longer asked for$/, ([, rate]) => `已公告的 ${rate} 不再需要`],
  [/^not above the rule's cap of (\S+)$/, ([, cap]) => `不高于规则上限 ${cap}`],
  [/^not below the statutory floor of (\S+)$/, ([, floor]) => `不低于法定下限 ${floor}`],
  // Why there is no rate.
  [/^No pack applies to (.+?)(?:; (.+) applies and sets no margin rate)?$/, ([, asked, nulls]) =>
    `没有规则包适用于 ${asked}${nulls === undefined ? '' : `；${nulls} 适用，但不设保证金率`}`],
  [/^(.+) all claim (.+) and none prevails$/, ([, packs, asked]) => `${packs} 均适用于 ${asked}，且没有优先者`],
  [/^(\S+) was not known at (\S+)$/, ([, pack, time]) => `${pack} 在 ${time} 尚未公布`],
  [/^No pack (\S+) applies at (\S+)$/, ([, pack, time]) => `规则包 ${pack} 在 ${time} 不适用`],
  [/^(\S+) does not apply to (.+)$/, ([, pack, asked]) => `${pack} 不适用于 ${asked}`],
  [/^(.+) applies to (.+) and was not known at (\S+)$/, ([, packs, asked, time]) => `${packs} 适用于 ${asked}，但在 ${time} 尚未公布`],
  [/^(.+) covers (.+) and does not bind$/, ([, packs, asked]) => `${packs} 涉及 ${asked}，但没有约束力`],
  [/^(\S+) has no formula for (\S+) known on (\S+)$/, ([, pack, day, known]) => `${pack} 没有 ${known} 已公布、适用于 ${day} 的公式`],
  [/^(\S+) has no value of (\S+) for (\S+) known on (\S+)$/, ([, pack, name, day, known]) =>
    `${pack} 没有 ${known} 已公布、适用于 ${day} 的参数 ${name}`],
  [/^(.+) \(line (\d+), column (\d+)\): no value was supplied$/s, ([, text, line, column]) => `${text}（第 ${line} 行第 ${column} 列）：没有提供数值`],
  [/^(.+) \(line (\d+), column (\d+)\): (.+)$/s, ([, text, line, column, problem]) => `${text}（第 ${line} 行第 ${column} 列）：${problem}`],
  [/^The floor (\S+) is above the cap (\S+)$/, ([, floor, cap]) => `下限 ${floor} 高于上限 ${cap}`],
  [/^The (initial|maintenance) margin rate of (\S+) is (\S+), which is not above 0 and at most (\S+)$/, ([, which, pack, rate, most]) =>
    `${pack} 的${which === 'initial' ? '初始' : '维持'}保证金率为 ${rate}，不在 0（不含）至 ${most} 之间`],
];

/**
 * A sentence of the engine in the reader's language. Where the page does not know it, its reason in a word if there is
 * one, else the sentence as it stands.
 */
export function sentence(text: string, reason?: string): string {
  if (language() !== 'zh-CN') {
    return text;
  }
  for (const [pattern, say] of sentences) {
    const found = pattern.exec(text);
    if (found !== null) {
      return say(found);
    }
  }
  return reason === undefined ? text : word('reason', reason);
}

function status(id: string | undefined): string {
  return word('account', id ?? '');
}
