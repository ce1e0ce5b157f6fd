import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { BookingNotFoundError, NotYourBookingError } from '../bookings/domain/booking-errors.js';
import { BookingDto } from '../bookings/dto/booking.dto.js';
import { Refuses } from '../problems/refuses.js';
import { PathId } from '../wire/fields/path-id.js';
import { CheckoutsService } from './checkouts/checkouts.service.js';
import { CheckoutDto, SettleInPersonDto } from './dto/checkouts.dto.js';
import { InPersonService } from './in-person.service.js';
import { CheckoutUnavailableError, NothingToPayError, NotPaidInPersonError } from './payment-errors.js';
import { PaymentsOffError } from './providers/provider-errors.js';

@ApiTags('Payments')
@Controller('bookings/bookings/:id')
@Refuses(new NotYourBookingError(), new BookingNotFoundError())
export class BookingPaymentsController {
  constructor(
    private readonly checkouts: CheckoutsService,
    private readonly inPerson: InPersonService,
  ) {}

  @Post('checkout')
  @HttpCode(200)
  @Allow('client')
  @ApiOperation({
    summary: 'Pay for a booking',
    description: 'Answers with the page of the payment provider, the same one until the booking is paid or cancelled.',
  })
  @ApiOkResponse({ type: CheckoutDto })
  @Refuses(
    new NothingToPayError(),
    new NothingToPayError('paid'),
    new NothingToPayError('ended'),
    new PaymentsOffError(),
    new CheckoutUnavailableError(),
  )
  checkout(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<CheckoutDto> {
    return this.checkouts.open(me, id);
  }

  @Post('payment')
  @HttpCode(200)
  @Allow('coach', 'admin')
  @ApiOperation({
    summary: 'Say that a session was paid in person',
    description: 'Or that nothing is asked for. Only for what is paid at the session.',
  })
  @ApiOkResponse({ type: BookingDto })
  @Refuses(new NotPaidInPersonError())
  settle(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() { outcome }: SettleInPersonDto,
  ): Promise<BookingDto> {
    return this.inPerson.settle(me, id, outcome);
  }
}
