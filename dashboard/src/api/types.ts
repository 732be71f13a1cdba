/** Shapes of API v1 as this page reads them; `openapi.yaml` is the authority. Decimals are text. */
import type { Decimal } from '../text/format.js';

export interface Health {
  readonly status: 'READY' | 'REPLAYING' | 'HALTED';
  readonly version: string;
  readonly mode: string;
  readonly sequence: number;
  readonly time: string;
  readonly stateHash: string;
  readonly stateHashSequence: number;
  readonly accounts: number;
  readonly syntheticAccounts?: boolean;
  readonly source?: string;
  readonly recalled?: Decimal;
  readonly progress?: { readonly from: string; readonly to: string; readonly fraction: Decimal };
}

export interface Instrument {
  readonly id: string;
  readonly instrumentClass: string;
  readonly underlyingClass: string;
  readonly settlementAsset: string;
}

export interface Regime {
  readonly jurisdiction: string;
  readonly clientClass: string;
  readonly packId: string;
  readonly title: string;
  readonly titleZh?: string;
  readonly status: string;
  readonly watermark?: string;
  readonly watermarkZh?: string;
  readonly accounts?: number;
}

export type RateKind = 'RATE' | 'PROHIBITED' | 'PRINCIPLES_ONLY' | 'VENUE_SET' | 'UNAVAILABLE';

export interface GovernorStep {
  readonly step: string;
  readonly before: Decimal;
  readonly after: Decimal;
  readonly detail?: string;
}

export interface Rate {
  readonly instrument: string;
  readonly kind: RateKind;
  readonly reason?: string;
  readonly detail?: string;
  readonly rate?: Decimal;
  readonly demandedRate?: Decimal;
  readonly unboundedRate?: Decimal;
  readonly floor?: Decimal;
  readonly cap?: Decimal;
  readonly lawfulFloor?: Decimal;
  readonly belowStatutoryFloor?: boolean;
  readonly boundKind?: string;
  readonly maintenanceRate?: Decimal;
  readonly sigmaDay?: Decimal;
  readonly forecastSigmaDay?: Decimal;
  readonly markPrice?: Decimal;
  readonly markTime?: string;
  readonly packId?: string;
  readonly packVersion?: string;
  readonly packHash?: string;
  readonly status?: string;
  readonly watermark?: string;
  readonly governorSteps?: readonly GovernorStep[];
  readonly effectiveSince?: string;
  readonly pending?: { readonly rate: Decimal; readonly effectiveAt: string };
}

export interface RateList {
  readonly jurisdiction: string;
  readonly clientClass: string;
  readonly time: string;
  readonly sequence: number;
  readonly rates: readonly Rate[];
}

export interface RatePoint {
  readonly time: string;
  readonly kind: RateKind;
  readonly rate?: Decimal;
  readonly demandedRate?: Decimal;
  readonly lawfulFloor?: Decimal;
  readonly governorSteps?: readonly GovernorStep[];
}

export interface RateHistory {
  readonly thinned: boolean;
  readonly points: readonly RatePoint[];
}

export interface ForecastRow {
  readonly time: string;
  readonly realised?: Decimal;
  readonly forecast?: Decimal;
  readonly low50?: Decimal;
  readonly high50?: Decimal;
  readonly low90?: Decimal;
  readonly high90?: Decimal;
  readonly low99?: Decimal;
  readonly high99?: Decimal;
  readonly inCharge?: string;
  readonly reason?: string;
  readonly exceedances?: number;
}

export interface SigmaCandidate {
  readonly rung: string;
  readonly model: string;
  readonly sigmaDay?: Decimal;
  readonly reason?: string;
  readonly detail?: string;
}

/** Which model sets the volatility for margin, and why. */
export interface MarginSigma {
  readonly time: string;
  readonly inCharge: string;
  readonly model: string;
  readonly sigmaDay: Decimal;
  readonly reason?: string;
  readonly detail?: string;
  readonly floor?: Decimal;
  readonly exceedances: number;
  readonly observed: number;
  readonly candidates: readonly SigmaCandidate[];
}

export interface Forecast {
  readonly model: string;
  readonly rows: readonly ForecastRow[];
  readonly marginSigma?: MarginSigma;
}

export interface Citation {
  readonly title: string;
  readonly article?: string;
  readonly link?: string;
  readonly grade?: string;
  readonly checked?: string;
}

export interface TraceNode {
  readonly text: string;
  readonly value?: Decimal;
  readonly truth?: boolean;
  readonly reason?: string;
  readonly unit?: string;
  readonly children: readonly TraceNode[];
}

export interface FormulaInput {
  readonly name: string;
  readonly origin: 'PARAMETER' | 'OBSERVATION';
  readonly value?: Decimal;
  readonly unit?: string;
  readonly description?: string;
  readonly citation?: Citation;
  readonly detail?: string;
}

export interface Explanation {
  readonly time: string;
  readonly rate: Rate;
  readonly formula?: {
    readonly text: string;
    readonly plain: string;
    readonly mathml: string;
    readonly substitutedPlain?: string;
    readonly substitutedMathml?: string;
  };
  readonly trace?: TraceNode;
  readonly inputs: readonly FormulaInput[];
  readonly citations: readonly Citation[];
}

export type AccountStatus = 'HEALTHY' | 'WARNING' | 'MARGIN_CALL' | 'LIQUIDATABLE' | 'BANKRUPT';

export interface Margin {
  readonly asset: string;
  readonly status: AccountStatus;
  readonly reason?: string;
  readonly equity?: Decimal;
  readonly collateral?: Decimal;
  readonly initialRequirement?: Decimal;
  readonly maintenanceRequirement?: Decimal;
  readonly shortfall?: Decimal;
  readonly marginRatio?: Decimal;
}

export interface AccountRow {
  readonly id: string;
  readonly mode: string;
  readonly jurisdiction: string;
  readonly clientClass: string;
  readonly margin: Margin;
}

export interface AccountPage {
  readonly accounts: readonly AccountRow[];
  readonly next?: string;
}

export interface AccountSummary {
  readonly time: string;
  readonly sequence: number;
  readonly accounts: number;
  readonly statuses: readonly { readonly status: string; readonly accounts: number }[];
  readonly marginCalls?: number;
  readonly liquidations?: number;
}

export interface Pool {
  readonly pool: string;
  readonly account: string;
  readonly balance: Decimal;
  readonly target: Decimal;
  readonly withdrawable: Decimal;
  readonly lastsDays?: Decimal;
  readonly lastsBadDays?: Decimal;
}

/** Regime, pools and liquidations; the lists of the contract that the page does not read are left out. */
export interface Defaults {
  readonly time: string;
  readonly managed: boolean;
  readonly regime: string;
  readonly layers: readonly string[];
  readonly asset: string;
  readonly scenario?: string;
  readonly pools: readonly Pool[];
  readonly liquidations: number;
  readonly orders: number;
}

export interface Position {
  readonly instrument: string;
  readonly quantity: Decimal;
  readonly entryPrice: Decimal;
  readonly markPrice?: Decimal;
  readonly unrealisedProfit?: Decimal;
  readonly maintenanceRequirement?: Decimal;
  readonly liquidation?: {
    readonly kind: 'PRICE' | 'NONE' | 'UNAVAILABLE';
    readonly worst?: Decimal;
    readonly best?: Decimal;
    readonly reason?: string;
    readonly assumptions: readonly string[];
  };
}

export interface AccountDetail extends AccountRow {
  readonly time: string;
  readonly sequence: number;
  readonly positions: readonly Position[];
}

export interface Effect {
  readonly sequence: number;
  readonly time: string;
  readonly type: string;
  readonly account?: string;
  readonly instrument?: string;
  readonly amount?: Decimal;
  readonly asset?: string;
  readonly reason?: string;
  readonly detail: string;
}

/** The signed head of the public log. */
export interface LogHead {
  /** Whether the venue keeps a log; the rest is absent where it keeps none. */
  readonly kept: boolean;
  readonly origin?: string;
  readonly size?: number;
  readonly root?: string;
  readonly key?: string;
  readonly checkpoint?: string;
}

/** Entries of the public log that a search found, the newest first. */
export interface LogRows {
  readonly size: number;
  readonly entries: readonly { readonly index: number; readonly text: string }[];
  /** Where to go on; absent at the log's beginning. */
  readonly next?: number;
}

/** One entry of the public log with its proof. */
export interface LogEntry {
  readonly index: number;
  readonly text: string;
  readonly leaf: string;
  readonly proof: string;
  readonly key: string;
  readonly repeat: string;
}
